"""Storage: the tables, the database they are in, and its migrations."""
