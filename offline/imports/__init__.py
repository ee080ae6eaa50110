"""Landmarks that other programs stored, taken over as recordings."""
