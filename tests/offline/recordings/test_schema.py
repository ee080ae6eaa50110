"""The recording's JSON Schema: it takes the lines that the reader takes, and refuses those it refuses."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offline.recordings.recording import FORMAT, VERSION, RecordingError, read_recording
from offline.recordings.writing import write_recording
from offline.synthetic.people.face import frame
from signals.contract.parameter_file import load_parameters
from tests.offline.recordings import header_line
from tests.offline.recordings.test_recording import BAD_HEADERS, BAD_LINES, EMPTY, HEADER
from tools.steps import ROOT

SCHEMA_FILE = ROOT / "offline" / "recordings" / "recording.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
FACE = [[0.5, 0.5, 0.0]] * 478


def checker(name: str) -> Callable[[Any], Any]:
    check: Callable[[Any], Any] = fastjsonschema.compile(
        {"definitions": SCHEMA["definitions"], "$ref": f"#/definitions/{name}"}
    )
    return check


CHECKS = {name: checker(name) for name in ("header", "frame")}


def schema_takes(name: str, value: Any) -> bool:
    try:
        CHECKS[name](value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def reader_takes(path: Path, *lines: str) -> bool:
    path.write_text("\n".join(line.strip() for line in lines), encoding="utf-8")
    try:
        list(read_recording(path))
    except RecordingError:
        return False
    return True


def value_of(line: str) -> Any:
    """Return what a line holds; what is not JSON is no matter of a schema."""

    def refuse(name: str) -> Any:
        raise ValueError(name)

    return json.loads(line, parse_constant=refuse)


def lines_of_json(lines: dict[str, tuple[str, str]]) -> list[str]:
    found = []
    for line, _ in lines.values():
        try:
            value_of(line)
            found.append(line)
        except ValueError:
            continue
    return found


def test_what_the_reader_refuses_the_schema_refuses_too(tmp_path: Path) -> None:
    headers, frames = lines_of_json(BAD_HEADERS), lines_of_json(BAD_LINES)
    assert len(headers) >= 6
    assert len(frames) >= 11
    for line in headers:
        assert not schema_takes("header", value_of(line)), line
    for line in frames:
        assert not reader_takes(tmp_path / "a.jsonl", HEADER, line)
        assert not schema_takes("frame", value_of(line)), line


def test_every_line_of_an_example_and_of_a_written_recording_fits(tmp_path: Path) -> None:
    made = tmp_path / "made.jsonl.gz"
    write_recording(made, [frame(0)], "a test")
    for path in (ROOT / "examples" / "lesson.jsonl.gz", made):
        header, *frames = map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
        CHECKS["header"](header)
        for one in frames:
            CHECKS["frame"](one)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 20_000),
    st.floats(),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({}, optional={"t_s": ANYTHING, "luma": ANYTHING, "extra": ANYTHING}), ANYTHING)
def test_any_frame_is_judged_alike(
    tmp_path_factory: pytest.TempPathFactory, changes: Any, depth: Any
) -> None:
    landmark = [0.1, 0.2, depth]
    line = json.dumps({**json.loads(EMPTY), "faces": [[landmark, *FACE[1:]]], **changes})
    assert_alike("frame", tmp_path_factory.getbasetemp() / "frame.jsonl", line, HEADER, line)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("format", "version", "width", "height", "source"), ANYTHING)
    )
)
def test_any_header_is_judged_alike(tmp_path_factory: pytest.TempPathFactory, changes: Any) -> None:
    line = json.dumps({**json.loads(header_line(640, 480)), **changes})
    assert_alike("header", tmp_path_factory.getbasetemp() / "header.jsonl", line, line)


def assert_alike(name: str, path: Path, line: str, *lines: str) -> None:
    try:
        value = value_of(line)
    except ValueError:
        # NaN and the infinities are no JSON.
        assert not reader_takes(path, *lines)
        return
    assert reader_takes(path, *lines) == schema_takes(name, value), line[:200]


def test_its_bounds_are_the_parameters() -> None:
    named, parameters = SCHEMA["definitions"], load_parameters()
    face = named["face"]
    assert face["minItems"] == face["maxItems"] == parameters["landmark_count"]["value"]
    assert named["side"]["maximum"] == parameters["image_side_max_px"]["value"]
    frame_parts = named["frame"]["properties"]
    assert frame_parts["luma"]["maximum"] == parameters["luma_max"]["value"]
    assert frame_parts["t_s"]["maximum"] == parameters["recording_time_max_s"]["value"]
    header = named["header"]["properties"]
    assert (header["format"]["const"], header["version"]["const"]) == (FORMAT, VERSION)


def test_its_page_shows_lines_that_fit_and_links_to_it() -> None:
    page = (ROOT / "docs" / "recording_format.md").read_text(encoding="utf-8")
    [example] = [block for block in page.split("```") if block.startswith("json\n")]
    header, one = (json.loads(line) for line in example.splitlines()[1:3])
    CHECKS["header"](header)
    # A page cannot show 478 landmarks: it shows a frame in which nobody is seen.
    CHECKS["frame"](one)
    assert "recording.schema.json" in page
