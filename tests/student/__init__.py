"""Tests of the student's page that need no browser."""
