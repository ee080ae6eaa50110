"""Relay: Socket.IO events, and what happens in a room when a client sends one."""
