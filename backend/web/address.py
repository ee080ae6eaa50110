"""Request address: the host a request asks for, the URL it came by, and the client's address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from backend.common.errors import BadMessageError

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# A name, an IPv4 address or a bracketed IPv6 address, with or without a port: nothing that could break out of
# a security policy or a link.
HOST = re.compile(r"([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")


def host(environ: Environ) -> str:
    """Return the host that the client asked for; raise BadMessageError for an invalid one."""
    name = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    if not HOST.fullmatch(name):
        raise BadMessageError("The Host header is not a host name or an address.")
    return str(name)


def base_url(environ: Environ) -> str:
    """Return `scheme://host` as the client sees this server."""
    return f"{environ['wsgi.url_scheme']}://{host(environ)}"


def address(environ: Environ) -> str:
    """Return the client's address: the peer's, or the one that a trusted proxy names."""
    return str(environ.get("REMOTE_ADDR", ""))
