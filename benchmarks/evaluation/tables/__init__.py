"""Tables: what `make evaluate` prints, one module a table; the list and its order stand in __main__.py."""
