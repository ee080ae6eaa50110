"""Tests of the benchmarks: that what they would find, they find."""
