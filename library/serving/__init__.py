"""Serving: the process of the library, and its secret key."""
