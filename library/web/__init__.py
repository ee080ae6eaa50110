"""Web: the library's routes, its pages and what they may load."""
