"""Tests of the command that counts an audience."""
