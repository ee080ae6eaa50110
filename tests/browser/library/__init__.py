"""The library's pages in real browsers: face labels, and the class's curve from watching to drawing."""
