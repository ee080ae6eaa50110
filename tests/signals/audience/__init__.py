"""Tests of an audience before one camera."""
