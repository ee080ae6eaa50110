"""Faults: why a file of landmarks cannot be taken over."""


class DumpError(Exception):
    """Raised where a file cannot be taken over; says the file, the frame or line, and what was expected."""
