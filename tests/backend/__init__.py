"""Tests of the relay, against the real server process."""
