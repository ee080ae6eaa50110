"""Write the locked requirement files anew: `python -m tools.lock`, with uv's own options behind it.

A file of requirements/ holds the direct pins. What is written from it holds all they bring along as well, for
every system and Python, and each file of each release by its hash: another under the same name is refused.
"""

import subprocess
import sys

from tools.install import OLDEST
from tools.python_packages import LOCKED, REQUIREMENTS, ensure_packages, python
from tools.steps import ROOT, say

# What each list must agree with, as they share one environment. In this order each finds the earlier ones.
AGREES_WITH = {
    "runtime": [],
    "library": ["runtime"],
    "postgresql": ["library"],
    "dev": ["postgresql"],
    "queue": ["dev"],
    "node": ["dev"],
    "audit": ["dev"],
    "lock": ["dev"],
}
HOW = [
    "--universal",
    f"--python-version={OLDEST[0]}.{OLDEST[1]}",
    # One version of a package for every Python where there is one.
    "--fork-strategy=fewest",
    "--generate-hashes",
    # pip takes a pin without its extra for no pin of what asks for the extra.
    "--no-strip-extras",
    "--annotation-style=line",
    # Where this machine gets its packages from is nobody else's business.
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=make lock",
    "--quiet",
]


def command(name: str, options: list[str]) -> list[str]:
    """Return the command that writes one list's locked file; what it holds stays where nothing forbids."""
    agreeing = [word for other in AGREES_WITH[name] for word in ("--constraint", LOCKED[other].name)]
    source = REQUIREMENTS[name].relative_to(ROOT)
    compile_it = python("-m", "uv", "pip", "compile", *HOW, *agreeing, str(source))
    return [*compile_it, "--output-file", LOCKED[name].name, *options]


def main(options: list[str]) -> int:
    """Write every locked file; return the exit status."""
    ensure_packages("lock")
    for name in AGREES_WITH:
        say(f"locking {LOCKED[name].name}")
        if subprocess.run(command(name, options), cwd=ROOT).returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
