"""Tests of the WebSocket driver."""
