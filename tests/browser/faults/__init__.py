"""What can go wrong on the way, done to real pages and a real relay."""
