"""Configuration of the library: one frozen record of everything that can be set, with its defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backend.rooms.policies import POLICY_NAMES


@dataclass(frozen=True)
class LibraryConfig:
    """Everything that `create_app` and the command line need."""

    data: Path = Path("library-data")
    database: str | None = None
    host: str = "127.0.0.1"
    port: int = 5001
    relay_url: str | None = None
    secret_key: str | None = None
    secret_keys: tuple[str, ...] = ()
    secret_file: str | None = None
    policies: tuple[str, ...] = POLICY_NAMES
    create_key: str | None = None
    hosts: tuple[str, ...] = ()
    trust_proxy: bool = False
    address_limits: bool = True
    log_format: str = "text"
    keep_days: int = 190
    min_here: int = 5
    upload_gib: float = 0
    lesson_gib: float = 4
    media_origins: tuple[str, ...] = ()
    accel: bool = False
    threads: int = 32

    @property
    def signing_keys(self) -> tuple[str, ...]:
        """Return the secret keys, newest first; empty where a run makes its own."""
        return self.secret_keys if self.secret_key is None else (self.secret_key,)

    @property
    def database_url(self) -> str:
        """Return where the tables are: a file in the data folder where no other is told."""
        return self.database or f"sqlite:///{self.data / 'library.db'}"
