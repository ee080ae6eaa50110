"""Face: what one frame holds of one face, in degrees and canonical centimetres."""
