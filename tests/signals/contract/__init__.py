"""Tests of parameters, masks and reports."""
