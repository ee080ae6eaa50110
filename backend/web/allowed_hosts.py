"""Allowed hosts: the names a server answers to, which protects against DNS rebinding.

A page of evil.example can make its name resolve to our address a moment later; to the browser its scripts are
then of our own origin. They cannot change the Host header, which still says evil.example.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from backend.common.errors import WrongHostError
from backend.common.machine_addresses import own_names
from backend.settings.config import Config
from backend.web.address import Environ

_PORT_MARK, _BRACKETS = ":", "[]"


class AllowedHosts:
    """The names of one server: the configured ones, and the machine's loopback names."""

    def __init__(self, names: Collection[str], *, believes_proxy: bool = False) -> None:
        self._names = frozenset(map(plain_name, names))
        self._believes_proxy = believes_proxy

    def refuse_other(self, environ: Environ) -> None:
        """Raise WrongHostError where a request asks for another name; the port is ignored.

        A tunnel or a container publishes another port than the server listens on.
        """
        host = environ.get("HTTP_HOST")
        # Browsers always send it.
        if not host or (self._believes_proxy and "HTTP_X_FORWARDED_HOST" in environ):
            return
        name = plain_name(_without_port(str(host)))
        if name not in self._names and not is_loopback(name):
            raise WrongHostError("This server is not called that. Its names are told with --hosts.")


class AnyHost(AllowedHosts):
    """No check: the server has no configured name, and a proxy or a health check may call it anything."""

    def __init__(self) -> None:
        super().__init__(())

    def refuse_other(self, environ: Environ) -> None:
        """Refuse nobody."""


def allowed_hosts(config: Config) -> AllowedHosts:
    """Return the names that a configuration allows."""
    told = set(config.hosts)
    # With a configured certificate its names count, and browsers enforce them.
    if config.lan and config.tls_cert is None:
        told |= set(own_names(config.host))
    if told or is_loopback(config.host):
        # Behind a proxy the forwarded name is checked by the proxy.
        return AllowedHosts({*told, config.host}, believes_proxy=config.trust_proxy and not config.hosts)
    return AnyHost()


def is_loopback(name: str) -> bool:
    """Return whether a name leads to the machine itself, whoever asks."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def plain_name(name: str) -> str:
    """Return the canonical form of a name or an address."""
    plain = name.strip(_BRACKETS).lower().removesuffix(".")
    try:
        return str(ipaddress.ip_address(plain))
    except ValueError:
        return plain


def _without_port(host: str) -> str:
    if host.endswith("]"):
        return host
    name, mark, _ = host.rpartition(_PORT_MARK)
    return name if mark else host
