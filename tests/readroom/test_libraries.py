"""The browser libraries come from the registry the user has, each checked by its hash, all or none."""

import base64
import hashlib
import http.server
import io
import json
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from readroom.libraries import (
    REGISTRY,
    LibraryError,
    cache_folder,
    fetch_libraries,
    locked_libraries,
    registry_url,
    unpack,
)
from tools.steps import ROOT

PATH = "@scope/own/-/own-1.0.0.tgz"


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return written.getvalue()


def write_lock(folder: Path, archive: bytes) -> Path:
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
    own = {"version": "1.0.0", "integrity": integrity}
    lock = folder / "package-lock.json"
    packages = {"": {}, "node_modules/@scope/own": own, "node_modules/checker": {**own, "dev": True}}
    lock.write_text(json.dumps({"packages": packages}), encoding="utf-8")
    return lock


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    """Serve one package as a registry does."""
    file = tmp_path / "registry" / PATH
    file.parent.mkdir(parents=True)
    file.write_bytes(packed({"package/dist/own.js": b"1"}))
    handler = partial(Silent, directory=str(tmp_path / "registry"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_a_browser_gets_is_fetched_and_checkers_are_not(tmp_path: Path, registry: str) -> None:
    lock = write_lock(tmp_path, (tmp_path / "registry" / PATH).read_bytes())
    node_modules = tmp_path / "cache" / "node_modules"
    fetch_libraries(lock, node_modules, {"npm_config_registry": registry})
    assert (node_modules / "@scope/own/dist/own.js").read_bytes() == b"1"
    assert not (node_modules / "checker").exists()


def test_a_file_with_another_hash_is_refused_and_nothing_is_left(tmp_path: Path, registry: str) -> None:
    lock = write_lock(tmp_path, b"another")
    node_modules = tmp_path / "cache" / "node_modules"
    with pytest.raises(LibraryError, match=r"not what package-lock\.json expects"):
        fetch_libraries(lock, node_modules, {"npm_config_registry": registry})
    assert list(node_modules.parent.iterdir()) == []


def test_a_file_that_would_lie_elsewhere_is_left_out(tmp_path: Path) -> None:
    unpack(packed({"package/../../escaped": b"", "package/in": b""}), tmp_path / "own")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["in"]


def test_the_registry_is_the_one_that_npm_would_ask(tmp_path: Path) -> None:
    npmrc = tmp_path / "npmrc"
    npmrc.write_text("fund=false\nregistry = https://mirror.example/npm/\n", encoding="utf-8")
    assert registry_url({"npm_config_userconfig": str(npmrc)}) == "https://mirror.example/npm"
    nowhere = {"npm_config_userconfig": str(tmp_path / "none")}
    assert registry_url(nowhere) == REGISTRY
    assert registry_url({**nowhere, "npm_config_registry": "http://own/"}) == "http://own"


def test_the_cache_is_the_users_and_another_lock_file_has_another_folder(tmp_path: Path) -> None:
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    first = cache_folder(environment, write_lock(tmp_path, b"1"))
    assert first.is_relative_to(tmp_path / "readroom")
    assert cache_folder(environment, write_lock(tmp_path, b"2")) != first


def test_every_library_of_the_repository_has_the_hash_that_is_checked() -> None:
    libraries = locked_libraries(ROOT / "package-lock.json")
    assert "socket.io-client" in {library.name for library in libraries}
    assert all(library.integrity.startswith("sha512-") for library in libraries)
