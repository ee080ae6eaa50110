"""What the bench of the board serves in place of the board's own modules."""
