"""Settings: what can be configured, how it is parsed, and the defaults."""
