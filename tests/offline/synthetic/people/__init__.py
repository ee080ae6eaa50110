"""Tests of synthetic people."""
