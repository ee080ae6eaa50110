"""Baseline: what is usual for this person, gathered once and anew where it changed."""
