"""Media: uploaded lessons on the disk, how they arrive in pieces, and how they are sent."""
