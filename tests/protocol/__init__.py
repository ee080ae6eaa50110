"""Tests of the wire's definition."""
