"""The package that an installation has: the command `readroom`, and in `tree/` the whole program."""
