"""Web: pages, static files, redirects, allowed hosts and security headers."""
