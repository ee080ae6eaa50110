"""Audiences: what a room camera sees of people in real pictures."""
