"""Fixtures of the wire's tests."""

from tests.backend.conftest import clients

__all__ = ["clients"]
