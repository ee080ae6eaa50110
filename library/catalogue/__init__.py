"""Catalogue: courses, their lessons and text tracks, and the links that let a teacher change them."""
