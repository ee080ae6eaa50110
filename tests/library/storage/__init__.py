"""Tests of library/storage."""
