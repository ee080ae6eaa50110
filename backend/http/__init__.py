"""HTTP/1.1 server (RFC 9112): requests are read and answered one piece of work at a time."""
