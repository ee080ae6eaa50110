"""Settings: what a server can be told, how it is read, and what holds where nothing is said."""
