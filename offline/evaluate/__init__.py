"""Evaluation: what the pipeline said of recordings, held against the truth; a developer's tool."""
