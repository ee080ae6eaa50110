"""Audience: heads of 24 px and more are counted; nothing leaves but whole numbers, nothing is written."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

from offline.audience.board import Board, BoardError, parts_of, shard_of
from offline.audience.command import main
from offline.audience.counter import Counter
from offline.audience.options import area
from tests.backend.clients import Clients
from tests.offline.audience.montage import Montage, matched, montage
from tests.serving import REPOSITORY, serve

HD = (1280, 720)
FRAMES = 12
WITHIN_S = 120.0
DIRECTIONS = ("seen", "towards", "away", "down", "unclear")


@pytest.fixture(scope="module")
def hall() -> Montage:
    """A hall of 30 heads of 24 to 80 px."""
    return montage(7, (24, 80), 30, HD)


@pytest.fixture(scope="module")
def video(hall: Montage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of that hall."""
    path = tmp_path_factory.mktemp("hall") / "hall.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 1.0, HD)
    for _ in range(FRAMES):
        writer.write(hall.picture)
    writer.release()
    return path


def test_of_heads_from_24_px_on_95_of_100_are_found_and_at_most_2_of_100_are_none() -> None:
    counter = Counter("count")
    found: list[bool] = []
    extra = 0
    for seed in (1, 2):
        each = montage(seed, (24, 80), 40, HD)
        seen, more = matched(each.faces, counter.count(each.picture)[1])
        found += seen
        extra += more
    assert sum(found) >= 0.95 * len(found)
    assert extra <= 0.02 * len(found)


def test_directions_of_small_heads_are_those_of_the_same_heads_at_full_size() -> None:
    # One portrait, which looks at the camera: at full size every head of it is `towards`.
    counter = Counter("direction")
    large, _ = counter.count(montage(3, (100, 110), 4, HD).picture)
    assert large["towards"] == large["seen"] > 0
    small, _ = counter.count(montage(4, (30, 48), 30, HD).picture)
    assert small["towards"] >= 0.9 * (small["seen"] - small["unclear"])
    assert small["towards"] >= 0.8 * small["seen"]


def test_what_lies_in_an_area_left_out_does_not_count(hall: Montage) -> None:
    whole, _ = Counter("count").count(hall.picture)
    half, boxes = Counter("count", [area("0,0,50,100")]).count(hall.picture)
    assert 0 < half["seen"] < whole["seen"]
    assert all(left + width / 2 > HD[0] / 2 for left, _, width, _ in boxes)


def test_a_recording_becomes_a_table_and_a_picture_of_its_curve(video: Path, tmp_path: Path) -> None:
    out = tmp_path / "counts.csv"
    assert main(["--camera", str(video), "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["time_s"] for row in rows] == ["0.0", "5.0", "10.0"]
    assert all(28 <= int(row["seen"]) <= 31 and row["towards"] == "" for row in rows)
    assert out.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_a_command_without_an_end_for_its_counts_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--camera", "0"]) == 2
    assert "--board" in capsys.readouterr().err


@pytest.mark.parametrize("link", ["", "https://school.example/s#07QM4-F2P9H", "70QM4-F2P9V.1.a"])
def test_a_link_that_opens_no_room_camera_is_refused(link: str) -> None:
    with pytest.raises(BoardError):
        parts_of(link)


def test_a_board_and_a_room_camera_are_told_by_their_links() -> None:
    assert parts_of("https://school.example/t#70QM4-F2P9V.1790000000.a-b") == (
        "https://school.example",
        "70QM4-F2P9V.1790000000.a-b",
    )
    assert parts_of("http://localhost:5000/audience#a.70QM4-F2P9V.1.x")[1] == "a.70QM4-F2P9V.1.x"
    assert shard_of("07QM4-F2P9H") == shard_of("07QM4F2P9H")


@pytest.fixture(scope="module")
def counting_server() -> Iterator[str]:
    """A relay that lets cameras tell directions."""
    with serve("--room-camera", "direction") as server:
        yield server.url


@pytest.mark.no_cover
def test_a_process_that_counts_has_one_socket_and_writes_no_file(counting_server: str, video: Path) -> None:
    clients = Clients(counting_server)
    board = clients.teacher(clients.room(policy="self", room_camera="direction"))
    link = board.send("link", {"role": "audience"})["url"]
    command = [sys.executable, "-m", "readroom", "audience", "--camera", str(video), "--board", link]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    sockets, written = 0, set[str]()
    deadline_s = time.monotonic() + WITHIN_S
    while process.poll() is None and time.monotonic() < deadline_s:
        opened = _open_files(process.pid)
        sockets = max(sockets, sum(name.startswith("socket:") for name, _ in opened))
        # Libraries try their folders while they load; from the first count on there are pictures.
        if board.all("room_report"):
            written |= {name for name, writes in opened if writes and Path(name).is_file()}
        time.sleep(0.02)
    said, _ = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 0, said
    reports = board.wait("room_report", 3)
    clients.close_all()
    assert (sockets, written) == (1, set())
    for told in reports:
        assert set(told) == {"seq", "at", *DIRECTIONS}
        assert all(isinstance(value, int) for value in told.values())
        assert 28 <= told["seen"] <= 31


@pytest.mark.no_cover
def test_the_last_count_arrives_though_its_camera_leaves_at_once(counting_server: str) -> None:
    clients = Clients(counting_server)
    board = clients.teacher(clients.room(policy="self", room_camera="direction"))
    link = board.send("link", {"role": "audience"})["url"]
    # Every other one was lost.
    for told in range(1, 9):
        camera = Board(link)
        camera.tell({"seen": 9, "towards": 9, "away": 0, "down": 0, "unclear": 0})
        camera.close()
        assert len(board.wait("room_report", told)) == told
    clients.close_all()


def _open_files(pid: int) -> list[tuple[str, bool]]:
    """Return what a process has open, and whether it may write there; nothing where it has just ended."""
    opened = []
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            flags = Path(f"/proc/{pid}/fdinfo/{link.name}").read_text(encoding="ascii").split()[3]
            opened.append((str(link.readlink()), int(flags, 8) & 3 != 0))
        except OSError:
            continue
    return opened
