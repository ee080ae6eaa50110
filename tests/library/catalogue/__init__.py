"""Tests of library/catalogue."""
