"""Tests of synthetic acts."""
