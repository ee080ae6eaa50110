"""Settings table of the library: one record each. What the relay knows too has the relay's variable."""

from __future__ import annotations

import functools
from pathlib import Path

from backend.settings.parsers import (
    SECRET_CHARACTERS,
    choice_parser,
    number_parser,
    parse_hosts,
    parse_origin,
    parse_origins,
    parse_policies,
    parse_secret,
    parse_secrets,
    parse_text,
)
from backend.settings.settings import PORT_MAX, YES_OR_NO, Setting
from library.settings.config import LibraryConfig

KEEP_DAYS_MAX = 800
GIB_MAX = 1_000_000
THREADS_MAX = 512
MIN_HERE_MAX = 100


def parse_database(text: str) -> str:
    """Parse the address of a database: SQLite's file or a PostgreSQL."""
    scheme, sign, rest = text.partition("://")
    if not sign or not rest or scheme not in ("sqlite", "postgresql", "postgres", "postgresql+psycopg"):
        raise ValueError
    # psycopg is the one driver of it here.
    return f"{scheme}://{rest}" if scheme == "sqlite" else f"postgresql+psycopg://{rest}"


_shared = functools.partial(Setting, of=LibraryConfig)
_own = functools.partial(Setting, of=LibraryConfig, prefix="READROOM_LIBRARY_")

LIBRARY_SETTINGS = (
    _own(
        "data",
        "a folder",
        "Keeps the uploaded lessons, and the tables where --database names no other.",
        Path,
    ),
    _own(
        "database",
        "like postgresql://user@host/name",
        "Where the tables are; without it a file of SQLite in the data folder.",
        parse_database,
    ),
    _own("host", "a host name or an address", "Where to listen.", parse_text),
    _own(
        "port",
        f"a number from 0 to {PORT_MAX}",
        "Where to listen; 0 takes any free port.",
        number_parser(0, PORT_MAX, int),
    ),
    _own(
        "relay_url",
        "like https://school.example",
        "The relay, whose pages alone may ask from another origin.",
        parse_origin,
    ),
    _shared(
        "secret_key",
        f"at least {SECRET_CHARACTERS} characters",
        "Signs the links of courses. Without one it is made for the run, and the links end with it.",
        parse_secret,
    ),
    _shared(
        "secret_keys",
        f"keys of at least {SECRET_CHARACTERS} characters",
        "Several secret keys, newest first, separated by commas: the newest signs, links of all work.",
        parse_secrets,
    ),
    _shared(
        "secret_file",
        "a file, or auto",
        "Keeps one secret key between runs, the relay's own; `auto` is the user's state folder.",
        parse_text,
    ),
    _shared(
        "policies",
        "some policies",
        "The policies a course may have here, separated by commas.",
        parse_policies,
    ),
    _shared("create_key", "any text", "Whoever makes a course must know this key.", parse_text),
    _shared(
        "hosts",
        "like school.example,192.0.2.5",
        "The names this server is called, separated by commas: under any other nobody is answered.",
        parse_hosts,
    ),
    _shared(
        "trust_proxy",
        "yes or no",
        "Believe X-Forwarded-Proto, -Host and -For: only behind a proxy that sets all three.",
        YES_OR_NO,
    ),
    _shared("address_limits", "yes or no", "Limit the tries of one address.", YES_OR_NO),
    _shared(
        "log_format",
        "text or json",
        "How logs are written.",
        choice_parser({"text": "text", "json": "json"}),
    ),
    _own(
        "keep_days",
        f"a number from 1 to {KEEP_DAYS_MAX}",
        "How many days sums of a lesson are kept, where its course says nothing else.",
        number_parser(1, KEEP_DAYS_MAX, int),
    ),
    _own(
        "min_here",
        f"a number from 5 to {MIN_HERE_MAX}",
        "How many people a minute of a live lesson must have been of, to be kept.",
        number_parser(5, MIN_HERE_MAX, int),
    ),
    _own(
        "upload_gib",
        f"a number from 0 to {GIB_MAX}",
        "How much all uploaded lessons may take together; 0 takes none.",
        number_parser(0, GIB_MAX, float),
    ),
    _own(
        "lesson_gib",
        f"a number from 0 to {GIB_MAX}",
        "How large one uploaded lesson may be.",
        number_parser(0, GIB_MAX, float),
    ),
    _own(
        "media_origins",
        "like https://video.school.example",
        "Origins that lessons may be linked from, separated by commas.",
        parse_origins,
    ),
    _own(
        "accel",
        "yes or no",
        "Have nginx send the lessons (X-Accel-Redirect to /library-media/): only behind the shipped nginx.",
        YES_OR_NO,
    ),
    _own(
        "threads",
        f"a number from 4 to {THREADS_MAX}",
        "How many requests are answered at once.",
        number_parser(4, THREADS_MAX, int),
    ),
)
