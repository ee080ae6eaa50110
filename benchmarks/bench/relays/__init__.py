"""Relays to compare, and the load that compares them."""
