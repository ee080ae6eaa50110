"""Synthetic acts: what a student does, and what hides them meanwhile; for tests only."""
