"""Start message: the addresses, hints and QR code that are printed once the server accepts connections."""

from __future__ import annotations

import sys

from backend.common.machine_addresses import lan_addresses
from backend.server.qr_code import drawn
from backend.settings.config import Config
from backend.web.allowed_hosts import is_loopback
from backend.web.static_files import missing_libraries

Facts = list[tuple[str, str]]


def greeting(config: Config, port: int, secret: str) -> str:
    """Return the start message; `secret` says where the key is from, empty where it was configured."""
    facts = [
        ("Open as a teacher", address(config, port)),
        ("Stop", "Ctrl-C"),
        ("Rooms", _offer(config)),
        *_https_facts(config, port),
    ]
    if config.dev:
        facts.append(("Developer mode", "/dev records landmarks to a file; not for classes"))
    if config.room_camera != "off":
        facts.append(("Room camera", _room_camera(config.room_camera)))
    if secret:
        facts.append(("Secret", secret))
    if missing := missing_libraries(room_camera=config.room_camera != "off"):
        facts.append(("Missing", f"{', '.join(missing)}; run `make install`"))
    words = "\n".join(["Readroom is running.", *(f"  {f'{name}:':<19} {what}" for name, what in facts)])
    return f"{words}\n\n{code}" if (code := _code(config, port)) else words


def _offer(config: Config) -> str:
    """Say which rooms can be made here, and what hangs on it: the relay refuses every other."""
    offered = ", ".join(config.policies)
    if "labels" not in config.policies:
        return f"{offered}; no guess about a student reaches a teacher (READROOM_POLICIES)"
    return (
        f"{offered}; schools in the EU may not use labels (AI Act, Art. 5(1)(f)): "
        "READROOM_POLICIES=ask,presence,self there"
    )


def _room_camera(told: str) -> str:
    """Say what a camera on an audience is before the law: nobody in a hall can decline it."""
    if told == "count":
        return "count: how many heads, from five on; put the sign on the door (docs/room_camera.md)"
    return (
        "direction: where heads point infers attention; not in the EU's schools, training or workplaces "
        "(AI Act, Art. 5(1)(f)): READROOM_ROOM_CAMERA=count there (docs/room_camera.md)"
    )


def address(config: Config, port: int) -> str:
    """Return the start page's address, as a teacher opens it."""
    return _address_at(_shown_host(config), config, port)


def _address_at(host: str, config: Config, port: int) -> str:
    scheme = "https" if _is_https(config) else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/"


def _is_https(config: Config) -> bool:
    return config.tls is not None or config.tls_cert is not None


def _https_facts(config: Config, port: int) -> Facts:
    facts = _classroom_facts(config, port) if config.lan else []
    if config.tls == "adhoc":
        return [*facts, ("Certificate", "made for this run; each browser warns about it once")]
    if _is_https(config):
        return facts
    how = ("A classroom", "make run LAN=1 (HTTPS, or --host 0.0.0.0 --tls adhoc); more in docs/deployment.md")
    if is_loopback(config.host):
        return [how]
    return [how, ("Warning", "without HTTPS browsers give no camera to other machines")]


def _classroom_facts(config: Config, port: int) -> Facts:
    if not _is_everywhere(config.host):
        return []
    found = lan_addresses()
    if not found:
        return [("Network", "none found: nobody else can reach this machine; join one and start again")]
    more = [_address_at(host, config, port) for host in found[1:]]
    others = [("Or, in other networks", ", ".join(more))] if more else []
    return [*others, ("Classroom", "whoever is in this network opens that address, or the code below")]


def _code(config: Config, port: int) -> str:
    """Return the address as a QR code; empty where there is none or the terminal cannot show it."""
    if not config.lan or (_is_everywhere(config.host) and not lan_addresses()):
        return ""
    code = drawn(address(config, port), coloured=sys.stdout.isatty())
    try:
        code.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    return code


def _shown_host(config: Config) -> str:
    if not _is_everywhere(config.host):
        return config.host
    # A server with configured names does not answer to addresses of the machine.
    if config.hosts and not config.lan:
        return config.hosts[0]
    return next(iter(lan_addresses()), "127.0.0.1")


def _is_everywhere(host: str) -> bool:
    return host in ("0.0.0.0", "::")
