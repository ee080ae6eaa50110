"""Labels: what follows from the cues: a state, confusion, an expression."""
