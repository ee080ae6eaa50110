"""Truth files: both formats, the truth of frames, and complaints with their line."""

from pathlib import Path

import pytest

from offline.evaluate.intervals import Interval
from offline.evaluate.truth import STATES, TruthError, read_truth

WANTED = [Interval(0, 5.5, "focused"), Interval(5.5, 9, "confused")]
GOOD = {
    "CSV": "start_s,end_s,state\n0,5.5,focused\n5.5,9,confused\n",
    "CSV as a spreadsheet writes it": "\ufeffstate, start_s, end_s, by\r\n"
    "confused,5.5,9,x\r\n\r\nfocused,0,5.5,\r\n",
    "of two recordings": "recording,start_s,end_s,state\n"
    "a.gz,0,5.5,focused\nb.gz,0,9,away\na.gz,5.5,9,confused\n",
    "JSON lines": '{"start_s": 0, "end_s": 5.5, "state": "focused"}\n'
    '{"start_s": 5.5, "end_s": 9, "state": "confused", "note": 1}\n',
    "nobody's state": "start_s,end_s,state\n0,5.5,focused\n5.5,9,confused\n9,10,\n",
    "frames": "".join(
        f'{{"t_s": {t_s}, "state": "{state}"}}\n'
        for t_s, state in [(0, "focused"), (2, "focused"), (4, "focused"), (5.5, "confused"), (7, "confused")]
    )
    + '{"t_s": 9, "state": null}\n',
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_every_way_to_write_a_truth_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "truth"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_truth(path, "a.gz", hold_max_s=2) == WANTED


BAD = {
    "nothing": ("", ": there is no interval of a.gz in it"),
    "a head alone": ("start_s,end_s,state\n", ": there is no interval of a.gz in it"),
    "another table": (
        "a,b\n1,2\n",
        ": line 1: expected JSON lines, or CSV with the columns start_s,end_s,state",
    ),
    "too few fields": ("start_s,end_s,state\n0,1\n", ": line 2: 2 fields; expected 3"),
    "text for a time": ("start_s,end_s,state\nx,1,away\n", ": line 2: bad start_s; expected seconds from 0"),
    "a time before 0": ("start_s,end_s,state\n-1,1,away\n", ": line 2: bad start_s; expected seconds from 0"),
    "no end": ('{"start_s": 0, "state": "away"}', ": line 1: bad end_s; expected seconds from 0"),
    "a yes": ('{"start_s": true, "end_s": 2}', ": line 1: bad start_s; expected seconds from 0"),
    "backwards": (
        "start_s,end_s,state\n\n5,4,away\n",
        ": line 3: it ends at 4.0 s, and begins at 5.0 s; expected the end to come after",
    ),
    "a mood": (
        "start_s,end_s,state\n0,1,bored\n",
        f": line 2: bad state; expected one of {', '.join(STATES)}",
    ),
    "an overlap": (
        "start_s,end_s,state\n4,9,away\n0,5,down\n",
        ": line 2: it overlaps the interval of line 3",
    ),
    "half a line": ('{"start_s": 0', ": line 1: not valid JSON"),
    "a list after": (
        '{"start_s": 0, "end_s": 1, "state": "away"}\n[]',
        ": line 2: expected an object with start_s, end_s, state",
    ),
    "frames back in time": (
        '{"t_s": 2, "state": null}\n{"t_s": 1, "state": null}',
        ": line 2: its time is not after that of the line before",
    ),
}


@pytest.mark.parametrize(("text", "complaint"), BAD.values(), ids=BAD.keys())
def test_a_bad_truth_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "truth"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TruthError) as told:
        read_truth(path, "a.gz", hold_max_s=2)
    assert str(told.value) == f"{path}{complaint}"


def test_what_is_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "truth"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TruthError, match="this is not text; expected CSV or JSON lines"):
        read_truth(path, "a.gz", hold_max_s=2)
