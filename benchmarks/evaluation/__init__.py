"""Evaluation: what the labels are worth, as tables of measurements against their targets."""
