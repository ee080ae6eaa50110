"""Database: one engine for SQLite and PostgreSQL, with what each needs to forget what is deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, OperationalError

from backend.common.errors import ConfigError

_MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 5000
# Read, write and the sweep of retention; SQLite has one writer whatever their number.
CONNECTIONS = 8


def open_database(url: str) -> Engine:
    """Return the engine of a database; raise ConfigError where its driver is missing."""
    try:
        engine = create_engine(url, pool_size=CONNECTIONS, pool_pre_ping=not url.startswith("sqlite"))
    except ModuleNotFoundError as missing:
        how = "pip install --require-hashes -r requirements-postgresql.txt"
        raise ConfigError(f"--database needs the Python package {missing.name}: `{how}`.") from None
    except ArgumentError:
        raise ConfigError("--database is no address of a database.") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    for pragma in (
        # Readers go on while one writes.
        "journal_mode=WAL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        # What is deleted is overwritten with zeros.
        "secure_delete=ON",
        # A killed process loses nothing that was committed.
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to a revision, forwards or backwards; raise ConfigError where nothing answers."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(_MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            (command.downgrade if revision == "base" else command.upgrade)(config, revision)
    except OperationalError as error:
        raise ConfigError(f"The database does not answer: {str(error.orig).splitlines()[0]}") from None


def forget_deleted(engine: Engine) -> None:
    """Leave no bytes of deleted rows in SQLite's file and its write-ahead log.

    PostgreSQL cleans up by itself; what its log and backups keep, docs/library.md says.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            for table in ("offer", "curve", "track", "lesson", "course"):
                connection.execute(text(f"VACUUM {table}"))
