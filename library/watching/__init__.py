"""Watching: tickets, what a browser contributes, the pool where sums wait for five, and the curve."""
