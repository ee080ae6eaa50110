"""Synthetic people: faces, traits and seats, known exactly; for tests only."""
