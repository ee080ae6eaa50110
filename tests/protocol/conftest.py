"""Fixtures of the wire's tests."""

from tests.backend.conftest import people

__all__ = ["people"]
