"""The server: one port, one process, under eventlet or gevent."""
