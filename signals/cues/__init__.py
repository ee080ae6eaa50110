"""Cues: what lasts over time, each with its own rule."""
