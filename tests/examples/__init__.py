"""Examples, and the commands that the documents show with them."""
