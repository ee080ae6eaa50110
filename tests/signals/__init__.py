"""Tests of the signals: shared vectors, the synthetic face, and both languages side by side."""
