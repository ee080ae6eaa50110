"""Tests of library/watching."""
