"""WebSocket driver: connections without a greenlet of their own (RFC 6455)."""
