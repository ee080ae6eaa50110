"""Rooms: codes, tokens, policies, names and messages, as rules that know no connection."""
