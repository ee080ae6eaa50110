"""Hosted lessons: what a library keeps when its process is killed."""
