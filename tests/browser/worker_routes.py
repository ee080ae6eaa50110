"""Ways out of the worker: each way onto the network, tried from it and from every worker inside it.

Any driver can try them that runs a function in a page: serve `SERVED` as overrides, open a page of that
server, and give `try_routes` what runs JavaScript there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.web.static_files import face_mesh_folder
from tests.browser.network import foreign_host

# Runs a JavaScript function with one argument and returns what its promise gives.
Run = Callable[[str, Mapping[str, Any]], Any]

SCRIPT = Path(__file__).parent / "worker_routes.js"
WORKER = "/vendor/face_mesh/worker_routes.js"
# Scripts that exist in each folder the worker may load scripts from, and one where pages alone have theirs.
NESTED = ("/capture/nested.js", "/signals/nested.js", f"{face_mesh_folder()}/nested.js", "/look/nested.js")
SERVED: Mapping[str, Path] = dict.fromkeys((WORKER, *NESTED), SCRIPT)

FROM_A_PAGE = """(given) => new Promise((resolve, reject) => {
  const worker = new Worker(given.worker);
  worker.onmessage = ({ data }) => data.tried && resolve(data.tried);
  worker.onerror = () => reject(new Error("the worker does not start"));
  worker.postMessage({ routes: given });
})"""
FROM_A_WORKER = f"(given) => {{ {SCRIPT.read_text(encoding='utf-8')}; return scope.tryRoutes(given); }}"


@dataclass(frozen=True)
class Tried:
    """Which workers ran, what got through from any of them, and what a foreign host heard."""

    workers: frozenset[str]
    through: tuple[str, ...]
    reached: tuple[str, ...]


def try_routes(run: Run, own: str, function: str = FROM_A_PAGE) -> Tried:
    """Try every way out of a worker of the server at `own`, and of the workers it can start."""
    with foreign_host() as (foreign, reached):
        given = {"worker": WORKER, "own": own, "foreign": foreign, "nested": NESTED}
        tried = run(function, given)
    return Tried(
        frozenset(each["worker"] for each in tried),
        tuple(f"{each['worker']}: {way}" for each in tried for way in each["through"]),
        tuple(reached),
    )


def assert_confined(tried: Tried) -> None:
    """Assert that nothing got through, from the worker or from any that the policy lets it start."""
    assert tried.through == (), tried
    assert tried.reached == (), tried
    # Where none ran, nothing was tried; the others are refused before they start.
    assert tried.workers & set(NESTED) == set(NESTED[:2]), tried
