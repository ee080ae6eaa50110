"""Maths: time, geometry and statistics, which know nothing of faces."""
