"""Tests of making recordings from pictures."""
