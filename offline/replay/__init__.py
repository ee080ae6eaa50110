"""Replaying: recordings through the pipeline, many frames at once; a developer's tool."""
