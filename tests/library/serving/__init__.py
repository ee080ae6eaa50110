"""Tests of library/serving."""
