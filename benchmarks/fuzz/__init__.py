"""Strangers against the relay while a lesson goes on: `python -m benchmarks.fuzz`."""
