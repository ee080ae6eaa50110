"""Tests of the cues."""
