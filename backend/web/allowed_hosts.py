"""Hosts: the names a server answers to, so that no page of another name can make a browser talk to it.

A page of evil.example can let its name lead to an address of ours a moment later (DNS rebinding): to that
browser its scripts are then of our own origin. They cannot change the Host header: evil.example stands in it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from backend.common.errors import WrongHostError
from backend.common.machine_addresses import own_names
from backend.settings.config import Config
from backend.web.address import Environ

_PORT_MARK, _BRACKETS = ":", "[]"


class Hosts:
    """The names of one server: what it was told, and those of its machine's own loopback."""

    def __init__(self, names: Collection[str], *, believes_proxy: bool = False) -> None:
        self._names = frozenset(map(plain_name, names))
        self._believes_proxy = believes_proxy

    def refuse_other(self, environ: Environ) -> None:
        """Raise WrongHostError where a request asks for another name; its port is no part of it.

        A tunnel or a container's published port has another port than the one that is listened on.
        """
        host = environ.get("HTTP_HOST")
        # No browser leaves it out.
        if not host or (self._believes_proxy and "HTTP_X_FORWARDED_HOST" in environ):
            return
        name = plain_name(_without_port(str(host)))
        if name not in self._names and not is_loopback(name):
            raise WrongHostError("This server is not called that. Its names are told with --hosts.")


class AnyHost(Hosts):
    """A server that was not told what it is called: a proxy's or a health check's name for it is as good."""

    def __init__(self) -> None:
        super().__init__(())

    def refuse_other(self, environ: Environ) -> None:
        """Refuse nobody."""


def hosts_of(config: Config) -> Hosts:
    """Return which names a server answers to, by what it was told."""
    told = set(config.hosts)
    # With a certificate of its own it is called as that says, and browsers hold every other name to it.
    if config.lan and config.tls_cert is None:
        told |= set(own_names(config.host))
    if told or is_loopback(config.host):
        # Which names lead to it is then the proxy's to know.
        return Hosts({*told, config.host}, believes_proxy=config.trust_proxy and not config.hosts)
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
    """Return a name or an address as all its spellings are compared."""
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
