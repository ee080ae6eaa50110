"""An audience before one camera: where to look for faces, which are the same, where heads point, how many."""
