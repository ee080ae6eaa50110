"""Logs: what the server writes. No names, codes, labels or tokens: nobody's lesson can be read from them."""

from __future__ import annotations

import logging

HTTP_LOG = logging.getLogger("readroom.http")


def set_up_logs() -> None:
    """Write our own faults, and keep silent what any stranger could make the libraries write."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # A traceback for each unreadable packet: a client could fill the disk with them. Faults in handlers are
    # ours to log (relay.py). These loggers set themselves up unless they have a level.
    logging.getLogger("engineio.server").setLevel(logging.CRITICAL)
    logging.getLogger("socketio.server").setLevel(logging.ERROR)
    # eventlet tells of broken requests at INFO; Flask logs the faults of views itself.
    HTTP_LOG.setLevel(logging.WARNING)
