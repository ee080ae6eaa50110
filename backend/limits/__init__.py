"""Limits: every number that bounds the server, and the counting of what somebody may still do."""
