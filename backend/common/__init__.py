"""Common: errors, clock, logs and machine addresses, used by every part of the server."""
