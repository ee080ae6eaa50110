"""Tests of codes, tokens, policies, names and messages."""
