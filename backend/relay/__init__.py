"""The relay: Socket.IO events, and what happens in a room when somebody sends one."""
