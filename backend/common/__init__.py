"""Common: what every part of the server may use: errors, the clock and the log."""
