"""Tests of library/media."""
