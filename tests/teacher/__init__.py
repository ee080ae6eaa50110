"""Tests of the teacher's start page and board: the pure parts here, the pages in tests/browser."""
