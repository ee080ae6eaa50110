"""Benchmarks: programs that measure, attack and judge the product; what they print stands in the docs."""
