"""Tests of both languages, by folder as in the product."""
