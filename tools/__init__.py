"""What `make` calls: installing what Readroom needs, and running its checkers."""
