"""The browser libraries of an installed package come by npm into the user's cache, all or none."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from readroom import command
from readroom.libraries import cache_folder, fetch_libraries, libraries_folder
from readroom.npm import NpmError
from tests.tools.own_wheel import write_npm_wheel
from tools.python_packages import VENV

WITH_NPM = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"


def write_package(file: Path) -> None:
    """Write a package of one file, as npm packs it."""
    files = {"package.json": json.dumps({"name": "own", "version": "1.0.0"}), "own.js": "1"}
    with tarfile.open(file, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))


def write_tree(folder: Path, **own: str) -> Path:
    """Write the files of a tree that npm reads: a library to have, a checker that nobody can have."""
    write_package(folder / "own.tgz")
    address = f"file:{folder / 'own.tgz'}"
    checker = {"version": "1.0.0", "resolved": "file:/nowhere.tgz", "dev": True}
    package = {
        "name": "readroom",
        "version": "1.0.0",
        "dependencies": {"own": address},
        "devDependencies": {"checker": "file:/nowhere.tgz"},
    }
    packages = {
        "": package,
        "node_modules/own": {"version": "1.0.0", "resolved": address, **own},
        "node_modules/checker": checker,
    }
    (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
    lock = {"name": "readroom", "version": "1.0.0", "lockfileVersion": 3, "packages": packages}
    (folder / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return folder


def test_what_a_browser_gets_is_fetched_and_checkers_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", WITH_NPM)
    folder = tmp_path / "cache" / "node_modules"
    fetch_libraries(write_tree(tmp_path), folder)
    assert (folder / "own" / "own.js").read_text(encoding="utf-8") == "1"
    assert not (folder / "checker").exists()
    assert list(folder.parent.iterdir()) == [folder]


def test_a_file_with_another_hash_is_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", WITH_NPM)
    folder = tmp_path / "cache" / "node_modules"
    with pytest.raises(NpmError, match="npm could not install the browser libraries") as caught:
        fetch_libraries(write_tree(tmp_path, integrity="sha512-AAAA"), folder)
    assert "EINTEGRITY" in caught.value.log
    assert list(folder.parent.iterdir()) == []


def test_a_machine_without_npm_has_one_for_that_time_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = write_tree(tmp_path)
    (tree / "requirements-node.txt").write_text(write_npm_wheel(tmp_path / "wheels"), encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    folder = tmp_path / "cache" / "node_modules"
    fetch_libraries(tree, folder)
    assert "--omit=dev" in (folder / "own.js").read_text(encoding="utf-8")
    assert list(folder.parent.iterdir()) == [folder]


def test_the_cache_is_the_users_and_another_lock_file_has_another_folder(tmp_path: Path) -> None:
    cache = cache_folder({"XDG_CACHE_HOME": str(tmp_path)})
    assert cache == tmp_path / "readroom"
    first = libraries_folder(cache, write_tree(tmp_path))
    assert first.is_relative_to(cache)
    assert libraries_folder(cache, write_tree(tmp_path, integrity="sha512-AAAA")) != first


def test_libraries_that_cannot_be_had_are_one_line_with_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", WITH_NPM)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(command.LIBRARIES, raising=False)
    monkeypatch.setattr(command, "is_packed", lambda: True)
    monkeypatch.setattr(command, "TREE", write_tree(tmp_path, integrity="sha512-AAAA"))
    assert command.serve([]) == command.FAILED
    [line] = capsys.readouterr().err.splitlines()
    log = tmp_path / "cache/readroom/install.log"
    assert line.endswith(f"run the same command again; what it said is in {log}")
    assert "EINTEGRITY" in log.read_text(encoding="utf-8")
