"""Security headers: the Content-Security-Policy of each path, and the other headers of every response."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any

from werkzeug.wrappers import Request

from backend.common.errors import NoServiceWorkerError, ReadroomError
from backend.driver.upgrades import refused
from backend.web.address import Environ, Headers, WsgiApp, base_url, host
from backend.web.allowed_hosts import AllowedHosts
from backend.web.refusal_page import is_for_a_person, refusal_page

WORKER_FOLDER = "/vendor/face_mesh/"
OWN_MODULES = ("/capture/", "/signals/")
WORKER_SCRIPTS = (WORKER_FOLDER, *OWN_MODULES)
# The room camera's worker has two libraries, and is held as the student's is.
AUDIENCE_FOLDER = "/vendor/face_detection/"
DEV_PATH = "/dev"
LESSON_PATHS = ("/lesson", "/teacher/report/lesson.html")
DEV_WORKER_PATH = WORKER_FOLDER + "dev_worker.js"

# A page's policy, by the host that it is of and by who may show it inside a page of theirs.
PagePolicy = Callable[[str, str], str]

# The pages that a call's side panel may show inside its own, where a server names it (--frame-ancestors).
FRAMED_PATHS = ("/s", "/t")
# Older browsers know this header in place of frame-ancestors; it cannot name who may.
_NO_FRAME = ("X-Frame-Options", "DENY")
_NOBODY = "'none'"
_ANCESTORS_KEY = "readroom.frame_ancestors"

_NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

_EVERYWHERE: Headers = [
    (
        "Permissions-Policy",
        "camera=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), "
        "hid=(), midi=(), accelerometer=(), gyroscope=(), magnetometer=(), idle-detection=()",
    ),
    # Covers what no Content-Security-Policy does: WebRTC, from browser to browser. Browsers that do not know
    # this header ignore it.
    ("Connection-Allowlist", '("*://*:*/*" response-origin);webrtc=block;redirects=allow'),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    _NO_FRAME,
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]


def page_policy(host: str, ancestors: str = _NOBODY, library_url: str | None = None) -> str:
    """Return the Content-Security-Policy of everything but the worker: no eval, no wasm.

    No other origin either, but the library's, where there is one.
    """
    library = "" if library_url is None else f" {library_url}"
    # Safari does not count a WebSocket of the same origin as 'self'.
    return (
        "default-src 'none'; script-src 'self'; worker-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}{library}; img-src 'self'; style-src 'self'; "
        f"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )


def worker_policy(base_url: str, libraries: Sequence[str] = (WORKER_FOLDER,)) -> str:
    """Return the worker's Content-Security-Policy: MediaPipe may eval, and reach its own static files alone.

    Scripts are allowed by folder. Nested workers may come from the folders of our own modules, since Firefox
    treats a worker's imports as such; everything from there carries this policy too.
    """
    own, modules = _sources(base_url, libraries), _sources(base_url, OWN_MODULES)
    return (
        f"default-src 'none'; script-src {own} {modules} 'unsafe-eval'; worker-src {modules}; "
        f"connect-src {own}; frame-ancestors 'none'"
    )


def _sources(base_url: str, folders: Iterable[str]) -> str:
    return " ".join(base_url + folder for folder in folders)


def dev_policy(base_url: str) -> str:
    """Return the developer page's policy: it reads the parameters, plays local files, connects nowhere."""
    return (
        f"default-src 'none'; script-src 'self'; worker-src {base_url}{DEV_WORKER_PATH}; "
        f"connect-src {base_url}/signals/parameters.json; img-src 'self'; style-src 'self'; media-src blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def lesson_policy() -> str:
    """Return the report's policy: it plays local recordings and connects nowhere, so none leaves it."""
    return (
        "default-src 'none'; script-src 'self'; connect-src 'none'; img-src 'self'; style-src 'self'; "
        "media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class SecurityHeaders:
    """WSGI middleware: adds the headers to every response, Socket.IO's own and errors included.

    `page` says the policy of pages.
    """

    def __init__(
        self,
        app: WsgiApp,
        hosts: AllowedHosts,
        page: PagePolicy = page_policy,
        frame_ancestors: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._page = page
        self._ancestors = " ".join(frame_ancestors)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the app does, with the headers."""
        # Compression costs 100 KiB a connection and gains nothing on frames of 100 bytes.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if not _asks_to_upgrade(environ):
            # Engine.IO checks this header alone, and would keep the connection for ever.
            environ.pop("HTTP_UPGRADE", None)
        environ[_ANCESTORS_KEY] = self._ancestors
        try:
            base = base_url(environ)
            self._hosts.refuse_other(environ)
            _refuse_service_worker(environ)
        except ReadroomError as error:
            return _refuse(error, Request(environ), start_response)

        def start(status: str, headers: Headers, *exc_info: Any) -> Any:
            path = str(environ.get("PATH_INFO", ""))
            if self._ancestors and path in FRAMED_PATHS:
                return start_response(status, [*headers, *self._framed(base)], *exc_info)
            policy = _policy(path, base, headers, self._page)
            return start_response(status, [*headers, *_headers(policy)], *exc_info)

        answer = refused(environ, start)
        if answer is not None:
            return answer
        return self._app(environ, start)

    def _framed(self, base_url: str) -> Headers:
        policy = self._page(base_url.partition("://")[2], self._ancestors)
        return [header for header in _headers(policy) if header != _NO_FRAME]


def headers_of_no_page() -> Headers:
    """Return the headers of a response that shows and loads nothing."""
    return _headers(_NO_PAGE)


def _refuse(error: ReadroomError, request: Request, start_response: Callable[..., Any]) -> list[bytes]:
    """Refuse before routing: with a page for a person, with JSON for a program."""
    if is_for_a_person(request.accept_mimetypes):
        kind, said = "text/html; charset=utf-8", refusal_page(error.error, request.accept_languages)
    else:
        kind, said = "application/json", json.dumps(error.refusal())
    body = said.encode("utf-8")
    length = ("Content-Length", str(len(body)))
    headers = [("Content-Type", kind), length, ("Cache-Control", "no-store"), *_headers(_NO_PAGE)]
    start_response(f"{error.status} {HTTPStatus(error.status).phrase.upper()}", headers)
    return [] if request.method == "HEAD" else [body]


def _refuse_service_worker(environ: Environ) -> None:
    """Refuse the request for a service worker script: it would outlive the page and answer in its place."""
    # Browsers add this header, and no script can remove it.
    if "HTTP_SERVICE_WORKER" in environ:
        raise NoServiceWorkerError("No service worker is installed from this server.")


def _asks_to_upgrade(environ: Environ) -> bool:
    words = str(environ.get("HTTP_CONNECTION", "")).lower().split(",")
    return "upgrade" in (word.strip() for word in words)


def _headers(policy: str) -> Headers:
    return [("Content-Security-Policy", policy), *_EVERYWHERE]


def _policy(path: str, base_url: str, headers: Headers, page: PagePolicy) -> str:
    if path == DEV_PATH:
        return dev_policy(base_url)
    if path in LESSON_PATHS:
        return lesson_policy()
    if path.startswith(AUDIENCE_FOLDER):
        return worker_policy(base_url, (AUDIENCE_FOLDER, WORKER_FOLDER))
    # Whatever is no page in these folders could be loaded as a worker.
    if path.startswith(WORKER_SCRIPTS) and not _is_page(path, headers):
        return worker_policy(base_url)
    return page(base_url.partition("://")[2], _NOBODY)


def _is_page(path: str, headers: Headers) -> bool:
    types = [value for name, value in headers if name.lower() == "content-type"]
    return path.endswith(".html") or any(value.startswith("text/html") for value in types)


def policy_edition(environ: Environ, page: PagePolicy = page_policy) -> str:
    """Return a short hash of the policies that responses carry, for the ETags of files.

    A browser that gets "not modified" keeps the policy of its stored response, so a new one needs a new ETag.
    """
    everywhere = (value for _, value in _EVERYWHERE)
    framed = page(host(environ), str(environ.get(_ANCESTORS_KEY, "")))
    audience = worker_policy(base_url(environ), (AUDIENCE_FOLDER, WORKER_FOLDER))
    policies = (framed, worker_policy(base_url(environ)), audience, lesson_policy(), *everywhere)
    return f"{zlib.crc32(' '.join(policies).encode('utf-8')):x}"
