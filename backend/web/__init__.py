"""The web edge: pages, their files, and the security headers of every response."""
