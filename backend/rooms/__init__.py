"""Rooms: codes, tokens, policies, messages, names and room memory, without any connection."""
