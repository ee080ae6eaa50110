"""Settings: options and environment variables of the library."""
