"""The generated parts of docs/: tables and pictures that come from the code and cannot drift from it."""
