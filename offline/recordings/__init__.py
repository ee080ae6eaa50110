"""Recordings on disk, for whoever makes them or reads many: written whole, read fast."""
