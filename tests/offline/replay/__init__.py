"""Tests of replaying recordings many frames at once."""
