"""Tests of library/web."""
