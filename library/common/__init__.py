"""Common: the library's own errors, and identifiers."""
