"""Configuration: one frozen record of everything that can be set, with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backend.rooms.policies import POLICY_NAMES


@dataclass(frozen=True)
class Config:
    """Everything that `create_app` and the command line need; settings.py fills it."""

    host: str = "127.0.0.1"
    port: int = 5000
    secret_key: str | None = None
    secret_keys: tuple[str, ...] = ()
    secret_file: str | None = None
    policies: tuple[str, ...] = POLICY_NAMES
    room_camera: str = "off"
    create_key: str | None = None
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    library_url: str | None = None
    frame_ancestors: tuple[str, ...] = ()
    async_mode: str = "eventlet"
    fast_path: bool = True
    message_queue: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    tls: str | None = None
    lan: bool = False
    trust_proxy: bool = False
    address_limits: bool = True
    metrics: bool = False
    log_format: str = "text"
    tick_ms: int = 100
    room_hours: float = 12
    room_size: int = 2000
    dev: bool = False

    # URL path -> the file served in its place. Browser tests put a recording where FaceMesh stands; no option
    # and no variable reaches this, so a server that was started from outside never has one.
    overrides: Mapping[str, Path] = field(default_factory=dict)

    @property
    def signing_keys(self) -> tuple[str, ...]:
        """Return the secret keys, newest first; empty where a run makes its own."""
        return self.secret_keys if self.secret_key is None else (self.secret_key,)
