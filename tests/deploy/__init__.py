"""Tests of deploy/: the shipped configuration with the real programs."""
