"""Scene: who is in the picture, which of them is followed, and in what light."""
