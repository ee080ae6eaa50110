"""The wheel: its only import name is readroom, and it works beside foreign packages of our folders' names."""

import re
import socket
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from backend.common.version import VERSION
from offline.recordings.missing import PINS
from readroom.libraries import LOCK, NODE_PINS, PACKAGE
from tools.python_packages import REQUIREMENTS
from tools.steps import ROOT

FOREIGN = ("backend", "signals", "protocol", "offline")
STARTS_WITHIN_S = 60.0
PAGES = ("/", "/t", "/s", "/p", "/lesson", "/vendor/socket.io.esm.min.js", "/signals/parameters.json")
HTML_PAGES = [
    "teacher/start/start.html",
    "teacher/board/board.html",
    "teacher/report/lesson.html",
    "student/index.html",
    "dev/index.html",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True, cwd=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of a fresh environment, where foreign packages have the names of our folders.

    Dependencies are found where the tests have theirs: to download them again would prove nothing more.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    install = [sys.executable, "-m", "pip", "--python", str(folder / "bin/python"), "install"]
    subprocess.run([*install, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, cwd=folder)
    [packages] = folder.glob("lib/python*/site-packages")
    for name in FOREIGN:
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text(
            "raise SystemExit('a foreign package')\n", encoding="utf-8"
        )
    dependencies = next(path for path in sys.path if path.endswith("site-packages"))
    (packages / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    return folder / "bin" / "readroom"


def output(command: Path, *arguments: str) -> str:
    ended = subprocess.run(
        [str(command), *arguments], cwd=command.parent, capture_output=True, text=True, check=True
    )
    return ended.stdout


def test_the_only_import_name_is_readroom(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"readroom"}


def test_what_npm_reads_travels_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"readroom/tree/{name}" for name in (PACKAGE, LOCK, NODE_PINS)} <= set(names)


def test_no_test_and_no_picture_of_the_documents_travels(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [
        name for name in names if re.search(r"/(tests|benchmarks|docs|node_modules|__pycache__)/", name)
    ]


def test_the_command_says_its_version(command: Path) -> None:
    assert output(command, "--version") == f"readroom {VERSION}\n"
    assert output(command, "serve", "--version") == f"readroom {VERSION}\n"


@pytest.mark.parametrize(
    "name", ["serve", "record", "import", "replay", "evaluate", "openface", "synth", "train"]
)
def test_every_command_has_its_help(command: Path, name: str) -> None:
    assert name in output(command, "--help")
    assert output(command, name, "--help").startswith(f"usage: readroom {name}")


def test_an_example_is_replayed(command: Path) -> None:
    recording = ROOT / "examples" / "ten_seconds.jsonl.gz"
    assert '"state"' in output(command, "replay", str(recording))


# What a researcher's own program may hold: modules of the same names as the program's folders.
NOTEBOOK = """
import signals, offline
assert signals.OWN and offline.OWN
import readroom
lesson = readroom.open({lesson!r})
assert len(lesson.measures()) == 72
assert lesson.replay()[-1].state == "absent"
assert readroom.synth({script!r}).replay() == lesson.replay()
assert readroom.evaluate(lesson, {truth!r}).states["confused"]["episodes_found"] == 1
assert readroom.to_openface(lesson, "lesson.csv") == 72
try:
    readroom.open({script!r})
except readroom.DataError:
    print("done")
import sys
assert sys.modules["signals"] is signals and sys.modules["offline"] is offline
assert not [path for path in sys.path if path.endswith("tree")]
"""


def test_a_program_with_modules_of_our_names_can_import_readroom(command: Path, tmp_path: Path) -> None:
    for name in ("signals", "offline"):
        (tmp_path / f"{name}.py").write_text("OWN = True\n", encoding="utf-8")
    files = {"lesson": "lesson.jsonl.gz", "script": "lesson.json", "truth": "lesson.truth.jsonl"}
    paths = {name: str(ROOT / "examples" / file) for name, file in files.items()}
    (tmp_path / "notebook.py").write_text(NOTEBOOK.format(**paths), encoding="utf-8")
    run = [str(command.parent / "python"), "notebook.py"]
    ended = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("done\n", "")


@pytest.fixture
def served(command: Path) -> Iterator[str]:
    """Serve from the wheel, with browser libraries that are there already."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"READROOM_LIBRARIES": str(ROOT / "node_modules"), "READROOM_SECRET_FILE": "", "PATH": ""}
    environment["READROOM_SECRET_FILE"] = str(command.parent / "secret")
    serve = [str(command), "serve", "--port", str(port)]
    with subprocess.Popen(serve, cwd=command.parent, env=environment, stdout=subprocess.DEVNULL) as process:
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def health(url: str) -> dict[str, object]:
    until_s = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            answer: dict[str, object] = requests.get(f"{url}/healthz", timeout=STARTS_WITHIN_S).json()
            return answer
        except requests.ConnectionError:
            assert time.monotonic() < until_s
            time.sleep(0.1)


def test_the_relay_and_its_pages_are_served_from_the_wheel(served: str) -> None:
    assert health(served) == {"ok": True, "version": VERSION}
    for path in PAGES:
        assert requests.get(f"{served}{path}", timeout=STARTS_WITHIN_S).status_code == 200, path


def test_the_package_depends_on_what_make_run_installs() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    [listed] = re.findall(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    direct = REQUIREMENTS["runtime"].read_text(encoding="utf-8").splitlines()
    assert re.findall(r'"(.+)",', listed) == [line for line in direct if not line.startswith("#")]


def test_the_extras_have_the_pins_of_the_tests() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    [extras] = re.findall(r"^\[project.optional-dependencies\]\n(.*?)\n\n", text, re.DOTALL | re.MULTILINE)
    lists = ("dev", "queue", "library", "postgresql")
    direct = [REQUIREMENTS[name].read_text(encoding="utf-8") for name in lists]
    pins = {line.partition(";")[0] for text in direct for line in text.splitlines()}
    wanted = {pin.partition(";")[0] for pin in re.findall(r'"([^"]+)"', extras)}
    assert {pin for pin in wanted if "==" in pin} <= pins


def test_the_wheel_is_built_by_the_pinned_builder() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    [builder] = re.findall(r'^requires = \["(.+)"\]$', text, re.MULTILINE)
    assert builder in REQUIREMENTS["dev"].read_text(encoding="utf-8").splitlines()


def test_what_a_tool_misses_is_installed_at_the_same_pin() -> None:
    lines = REQUIREMENTS["dev"].read_text(encoding="utf-8").splitlines()
    direct = {line.partition(";")[0] for line in lines}
    assert {f"{name}=={version}" for name, version in PINS.items()} <= direct


@pytest.mark.parametrize("page", HTML_PAGES)
def test_every_page_says_the_version_at_its_foot(page: str) -> None:
    assert f">Readroom {VERSION}<" in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["package.json", "package-lock.json"])
def test_npms_files_say_the_version_too(file: str) -> None:
    assert f'"version": "{VERSION}"' in (ROOT / file).read_text(encoding="utf-8")


def test_the_version_is_released_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(VERSION)} - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE)
