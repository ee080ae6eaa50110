"""Tests of processes that share rooms."""
