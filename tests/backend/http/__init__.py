"""Tests of the reading of HTTP."""
