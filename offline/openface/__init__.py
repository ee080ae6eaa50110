"""A recording as a table with OpenFace's column names, for programs that read those."""
