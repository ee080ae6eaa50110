"""Limits: every number that bounds the server, rate limits and the memory budget."""
