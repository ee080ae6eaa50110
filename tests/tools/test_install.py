"""tools/install.py in a copy of the repository that needs no network, under the Python of the tests."""

import ast
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tools.own_wheel import write_npm_wheel, write_wheel
from tools.install import version_problem
from tools.python_packages import VENV
from tools.steps import ROOT

INSTALLER = [
    "readroom/*.py",
    "tools/*.py",
    "tests/__init__.py",
    "tests/browser/__init__.py",
    "tests/browser/chromium.py",
]
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
# The shortest of a few counts: another program may hold the processor for a while.
ATTEMPTS = 3
EMPTY_PACKAGE = {"name": "readroom", "version": "0.1.0"}
EMPTY_LOCK = {**EMPTY_PACKAGE, "lockfileVersion": 3, "packages": {"": EMPTY_PACKAGE}}
WITHOUT_ENSUREPIP = """
import runpy, sys
sys.modules["ensurepip"] = None
sys.argv[1:] = ["runtime"]
runpy.run_module("tools.install", run_name="__main__")
"""


def environment(**settings: str) -> dict[str, str]:
    """Return this environment without its settings of pip, and with the npm that the tests use."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**inherited, "PATH": path, "PIP_CONFIG_FILE": os.devnull, **settings}


def run_python(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment(**settings), capture_output=True, text=True)


def install(folder: Path, profile: str = "runtime", **settings: str) -> subprocess.CompletedProcess[str]:
    return run_python(folder, "-m", "tools.install", profile, **settings)


def copy_installer(folder: Path) -> Path:
    """Make a copy of the installer whose lists of packages are empty."""
    for pattern in INSTALLER:
        for file in ROOT.glob(pattern):
            target = folder / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    for name in REQUIREMENTS:
        (folder / name).write_text("# Nothing.\n", encoding="utf-8")
    (folder / "package.json").write_text(json.dumps(EMPTY_PACKAGE), encoding="utf-8")
    (folder / "package-lock.json").write_text(json.dumps(EMPTY_LOCK), encoding="utf-8")
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_installer(tmp_path / "readroom")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one such copy after its first run; each test leaves it whole."""
    folder = copy_installer(tmp_path_factory.mktemp("installed") / "readroom")
    first = install(folder)
    assert first.returncode == 0, first.stderr
    return folder


@pytest.mark.parametrize("file", ["tools/install.py", "tools/__init__.py"])
def test_python_3_6_can_read_what_tells_it_that_it_is_too_old(file: str) -> None:
    ast.parse((ROOT / file).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_that_is_too_old_is_told_what_to_do() -> None:
    line = version_problem((3, 9), ["runtime"])
    assert "Python 3.10 or newer, this is Python 3.9" in line
    assert "make run PYTHON=" in line


def test_a_python_that_is_too_new_for_mediapipe_runs_the_server_but_not_the_tests() -> None:
    assert version_problem((3, 13), ["runtime"]) == ""
    assert "Python 3.10 to 3.12" in version_problem((3, 13), ["dev", "browser"])


@pytest.mark.parametrize("version", [(3, 10), (3, 11), (3, 12)])
def test_the_pythons_in_between_do_everything(version: tuple[int, int]) -> None:
    assert version_problem(version, ["dev", "browser"]) == ""


def test_a_missing_venv_module_is_one_line_that_says_what_to_install(copy: Path) -> None:
    ended = run_python(copy, "-c", WITHOUT_ENSUREPIP)
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "readroom: Python's ensurepip module is missing: as root, `apt-get install python3-venv`"
    ]
    assert not (copy / ".venv").exists()


def test_a_second_run_does_nothing_within_a_second(installed: Path) -> None:
    install(installed)
    stamps = [installed / ".venv/readroom.json", installed / "node_modules/.readroom.json"]
    written_ns = [stamp.stat().st_mtime_ns for stamp in stamps]
    took_s = []
    for _ in range(ATTEMPTS):
        began_s = time.monotonic()
        again = install(installed)
        took_s.append(time.monotonic() - began_s)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert min(took_s) < 1
    assert [stamp.stat().st_mtime_ns for stamp in stamps] == written_ns


def test_changed_requirements_are_installed_into_the_same_environment(installed: Path) -> None:
    (installed / "requirements.txt").write_text("# Still nothing.\n", encoding="utf-8")
    assert install(installed).stdout.splitlines() == ["readroom: installing requirements.txt"]


def test_a_moved_environment_is_made_anew(installed: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(installed, tmp_path / "elsewhere", symlinks=True)
    assert install(moved).stdout.splitlines()[0].startswith("readroom: making .venv with Python")


def test_an_environment_that_lost_its_pip_is_made_anew(installed: Path) -> None:
    (installed / ".venv/readroom.json").unlink()
    for pip in installed.glob(".venv/lib/*/site-packages/pip"):
        shutil.rmtree(pip)
    assert install(installed).stdout.splitlines()[0].startswith("readroom: making .venv with Python")


def test_a_failed_download_is_one_line_with_a_log_and_the_next_run_goes_on(installed: Path) -> None:
    (installed / "requirements.txt").write_text("flask==3.1.3\n", encoding="utf-8")
    failed = install(installed, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [
        "readroom: pip could not install requirements.txt: check the network or proxy, "
        "then run the same command again; what it said is in .venv/install.log"
    ]
    assert "flask==3.1.3" in (installed / ".venv/install.log").read_text(encoding="utf-8")
    (installed / "requirements.txt").write_text("# Nothing.\n", encoding="utf-8")
    assert install(installed).returncode == 0


def test_browser_libraries_that_cannot_be_had_are_one_line_and_leave_no_stamp(installed: Path) -> None:
    ms = {"version": "2.1.3", "integrity": "sha512-AAAA"}
    package = {**EMPTY_PACKAGE, "dependencies": {"ms": "2.1.3"}}
    lock = {**EMPTY_LOCK, "packages": {"": package, "node_modules/ms": ms}}
    (installed / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (installed / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    failed = install(installed, npm_config_registry="http://127.0.0.1:9", npm_config_fetch_retries="0")
    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [
        "readroom: npm could not install the browser libraries: check the network or proxy, "
        "then run the same command again; what it said is in .venv/install.log"
    ]
    assert not (installed / "node_modules/.readroom.json").exists()
    (installed / "package.json").write_text(json.dumps(EMPTY_PACKAGE), encoding="utf-8")
    (installed / "package-lock.json").write_text(json.dumps(EMPTY_LOCK), encoding="utf-8")
    assert install(installed).returncode == 0


def test_a_machine_without_npm_has_one_for_the_time_of_the_installation_only(
    copy: Path, tmp_path: Path
) -> None:
    (copy / "requirements-node.txt").write_text(write_npm_wheel(tmp_path / "wheels"), encoding="utf-8")
    ended = install(copy, PATH="", PIP_FIND_LINKS=str(tmp_path / "wheels"), PIP_NO_INDEX="1")
    assert ended.returncode == 0, ended.stderr
    called = (copy / "node_modules/own.js").read_text(encoding="utf-8")
    assert "--ignore-scripts" in called
    assert "--omit=dev" in called
    assert not (copy / ".venv/bin/npm").exists()
    assert list((copy / ".venv").glob(".npm-*")) == []


def test_a_machine_that_can_have_no_npm_is_told_so_in_one_line(copy: Path) -> None:
    (copy / "requirements-node.txt").write_text(f"own==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    failed = install(copy, PATH="", PIP_NO_INDEX="1")
    assert failed.returncode == 1
    [line] = failed.stderr.splitlines()
    assert "npm 7 or newer is missing, and pip could not install one: check the network" in line


def test_an_unknown_profile_is_told_which_there_are(copy: Path) -> None:
    ended = install(copy, "everything")
    assert ended.returncode == 1
    assert "runtime, library, dev, browser" in ended.stderr


def test_a_file_with_another_hash_or_none_is_refused(installed: Path, tmp_path: Path) -> None:
    right, wheels = (
        write_wheel(tmp_path / "wheels", "own", {"own.py": ""}),
        {"PIP_FIND_LINKS": str(tmp_path / "wheels")},
    )
    offline = {**wheels, "PIP_NO_INDEX": "1"}
    requirements = installed / "requirements.txt"
    for wrong, said in (
        ("", "Hashes are required"),
        (f" --hash=sha256:{'0' * 64}", "DO NOT MATCH THE HASHES"),
    ):
        requirements.write_text(f"own==1.0{wrong}\n", encoding="utf-8")
        assert install(installed, **offline).returncode == 1
        assert said in (installed / ".venv/install.log").read_text(encoding="utf-8")
    requirements.write_text(f"own==1.0 --hash=sha256:{right}\n", encoding="utf-8")
    assert install(installed, **offline).stdout.splitlines() == ["readroom: installing requirements.txt"]
    requirements.write_text("# Nothing.\n", encoding="utf-8")
    assert install(installed).returncode == 0
