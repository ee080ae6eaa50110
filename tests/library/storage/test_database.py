"""The tables: migrations forwards and back on both databases, and nothing of a deleted row on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from backend.common.errors import ConfigError
from library.settings.settings import parse_database
from library.storage.database import migrate, open_database
from library.storage.tables import METADATA
from tests.library.teacher import make_library
from tests.programs import run_postgresql


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an empty database of each kind."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('library')}/library.db")
        yield engine
        engine.dispose()
        return
    with run_postgresql() as url:
        engine = open_database(parse_database(url))
        yield engine
        engine.dispose()


def test_migrations_make_the_tables_that_the_code_has_and_take_them_away_again(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())
    migrate(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    migrate(engine)


def test_a_library_on_either_database_pools_five_and_forgets_a_deleted_course(
    engine: Engine, tmp_path: Path
) -> None:
    library = make_library(tmp_path, database=engine.url.render_as_string(hide_password=False))
    course = library.course()
    lesson = course.lesson()
    for viewer in range(5):
        marks = [[1, "lost"]] if viewer < 2 else []
        answer = library.contribute(lesson, library.ticket(lesson), runs=[[0, 3, "focused"]], marks=marks)
        assert answer.status_code == 200
    curve = course.call("GET", f"/lessons/{lesson}/curve").json
    assert curve is not None
    assert curve["sums"]["first"][:4] == [5, 5, 5, 0]
    assert curve["sums"]["lost"][:3] == [0, 2, 0]
    assert curve["sums"]["focused"][:4] == [5, 5, 5, 0]
    assert course.call("DELETE", "/mine").status_code == 200
    assert library.client.get(f"/library/api/lessons/{lesson}").status_code == 404
    library.services.engine.dispose()


def test_a_deleted_row_leaves_no_bytes_in_the_file_and_its_log(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/library.db")
    migrate(engine)
    library = make_library(tmp_path)
    course = library.course(title="Zwetschgendatschi")
    lesson = course.lesson()
    vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nQuittengelee\n"
    path = f"/lessons/{lesson}/tracks/captions/de"
    assert course.call("PUT", path, data=vtt, headers={"Content-Type": "text/vtt"}).status_code == 200
    assert b"Quittengelee" in bytes_of(tmp_path)
    assert course.call("DELETE", "/mine").status_code == 200
    left = bytes_of(tmp_path)
    for gone in (b"Zwetschgendatschi", b"Quittengelee", lesson.encode(), course.code.encode()):
        assert gone not in left
    assert list((tmp_path / "media").iterdir()) == []


def bytes_of(folder: Path) -> bytes:
    """Return all bytes of a library's folder, SQLite's log included.

    Its `-shm` is memory that processes share: which pages the log has, and who reads, but no content.
    """
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return b"".join(path.read_bytes() for path in files if not path.name.endswith("-shm"))


def test_a_database_that_does_not_answer_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="The database does not answer"):
        migrate(open_database(f"sqlite:///{tmp_path}/no/such/folder.db"))


@pytest.mark.parametrize("text", ["", "mysql://a/b", "postgresql", "postgresql://"])
def test_what_is_no_address_of_a_database_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        parse_database(text)
