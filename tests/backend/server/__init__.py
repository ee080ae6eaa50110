"""Tests of the server and its loops."""
