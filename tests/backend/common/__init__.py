"""Tests of errors, clock and log."""
