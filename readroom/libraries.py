"""Browser libraries: downloads what package-lock.json pins, each checked against its hash, without Node."""

import base64
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import NamedTuple

REGISTRY = "https://registry.npmjs.org"
ANSWER_WITHIN_S = 60
DOWNLOADS_AT_ONCE = 4
# Files of a package lie in one folder of its archive, whose name npm ignores.
_NO_FOLDER = 1
_EXECUTABLE = 0o755
_PLAIN = 0o644


class LibraryError(Exception):
    """Raised when a library cannot be had, or is not the one that is locked; says which and why."""


class Library(NamedTuple):
    """A package of the lock file: its name, version, hash, and folder under node_modules/."""

    name: str
    version: str
    integrity: str
    folder: str

    @property
    def url_path(self) -> str:
        """Where every npm registry keeps its archive."""
        return f"{self.name}/-/{self.name.rpartition('/')[2]}-{self.version}.tgz"


def cache_folder(environment: Mapping[str, str], lock: Path) -> Path:
    """Return the user's folder for the libraries of one lock file, after the XDG base directories."""
    given = environment.get("XDG_CACHE_HOME", "")
    cache = Path(given) if Path(given).is_absolute() else Path("~/.cache").expanduser()
    pins = hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    return cache / "readroom" / f"libraries-{pins}"


def locked_libraries(lock: Path) -> list[Library]:
    """Return what a browser gets of a package-lock.json: all but what only developers need."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [
        Library(path.rpartition("node_modules/")[2], each["version"], each["integrity"], path)
        for path, each in packages.items()
        if path != "" and not each.get("dev")
    ]


def fetch_libraries(lock: Path, node_modules: Path, environment: Mapping[str, str]) -> None:
    """Put the libraries of a lock file into a folder, all or none. Raises LibraryError or OSError."""
    registry = registry_url(environment)
    node_modules.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=node_modules.parent, prefix=".libraries-") as draft:
        libraries = locked_libraries(lock)
        with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
            archives = pool.map(lambda library: download(library, registry), libraries)
            for library, archive in zip(libraries, archives, strict=True):
                unpack(archive, Path(draft) / library.folder)
        made = Path(draft) / "node_modules"
        made.mkdir(exist_ok=True)
        shutil.rmtree(node_modules, ignore_errors=True)
        made.replace(node_modules)


def registry_url(environment: Mapping[str, str]) -> str:
    """Return npm's registry, or the mirror that its variable or the user's .npmrc names."""
    for name in ("npm_config_registry", "NPM_CONFIG_REGISTRY"):
        if environment.get(name):
            return environment[name].rstrip("/")
    for line in _npmrc(environment):
        name, _, value = line.partition("=")
        if name.strip() == "registry" and value.strip():
            return value.strip().rstrip("/")
    return REGISTRY


def _npmrc(environment: Mapping[str, str]) -> list[str]:
    given = environment.get("npm_config_userconfig") or environment.get("NPM_CONFIG_USERCONFIG")
    try:
        file = Path(given) if given else Path("~/.npmrc").expanduser()
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, RuntimeError):
        return []


def download(library: Library, registry: str) -> bytes:
    """Return the archive of a library. Raises LibraryError where it cannot be had, or is another."""
    try:
        with urllib.request.urlopen(f"{registry}/{library.url_path}", timeout=ANSWER_WITHIN_S) as answer:
            archive: bytes = answer.read()
    except (OSError, ValueError) as error:
        raise LibraryError(f"{library.name} {library.version} could not be downloaded ({error})") from None
    if not is_intact(archive, library.integrity):
        raise LibraryError(f"{library.name} {library.version} is not what package-lock.json expects")
    return archive


def is_intact(archive: bytes, integrity: str) -> bool:
    """Say whether an archive has the SHA-512 of a lock file (subresource integrity)."""
    algorithm, _, expected = integrity.partition("-")
    return algorithm == "sha512" and base64.b64encode(hashlib.sha512(archive).digest()).decode() == expected


def unpack(archive: bytes, folder: Path) -> None:
    """Write a package's files into its folder; links, and what would lie elsewhere, are left out."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as opened:
        for path, member in _files(opened):
            content = opened.extractfile(member)
            if content is not None:
                target = folder.joinpath(*path.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
                target.chmod(_EXECUTABLE if member.mode & os.X_OK else _PLAIN)


def _files(opened: tarfile.TarFile) -> Iterator[tuple[PurePosixPath, tarfile.TarInfo]]:
    for member in opened:
        path = PurePosixPath(*PurePosixPath(member.name).parts[_NO_FOLDER:])
        if member.isfile() and path.parts and ".." not in path.parts and not path.is_absolute():
            yield path, member
