"""Tests of library/settings."""
