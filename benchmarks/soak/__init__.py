"""The soak: a school that comes and goes, and whether the relay is afterwards what it was before."""
