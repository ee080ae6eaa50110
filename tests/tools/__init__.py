"""What `make` calls, run for real in a copy of the repository's own files."""
