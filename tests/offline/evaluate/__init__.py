"""Tests of holding what was said against the truth."""
