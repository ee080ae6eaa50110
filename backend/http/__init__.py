"""HTTP: requests as RFC 9112 has them, read and answered a piece at a time."""
