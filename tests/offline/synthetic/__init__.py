"""Tests of the synthetic students."""
