"""Offline: recordings made, replayed, judged and synthesised on this machine; tools of developers."""
