"""Conditional responses: a file of the site, compressed where that is worth it, and its ETag."""

from __future__ import annotations

import contextlib
from pathlib import Path

from flask import Response, request, send_file

from backend.common.errors import NotFoundError
from backend.web.composition import PAGE_SUFFIX, body_of, tag_of
from backend.web.compression import compressed, is_worth_it
from backend.web.headers import PagePolicy, policy_edition
from backend.web.static_files import Asset

ASK_EACH_TIME = "no-cache"
# A year, the most that caches count.
FOR_EVER = "public, max-age=31536000, immutable"
# What a browser asks for to install as a service worker is refused (headers.py), never found in its store.
FILE_VARIES = ("Accept-Encoding", "Service-Worker")


class Sender:
    """Answers with files. Their ETags change with the policy that their responses carry."""

    def __init__(self, page: PagePolicy) -> None:
        self._page = page

    def send(self, asset: Asset | None) -> Response:
        """Return the response for an asset; raise NotFoundError where there is none, or no such file."""
        if asset is None:
            raise NotFoundError("Nothing is served under this path.")
        if not _is_there(asset.path):
            raise NotFoundError(
                f"{asset.path.name} is not installed here; `make install` fetches what is missing."
            )
        response = self._compressed(asset) if _travels_compressed(asset) else self._plain(asset)
        response.headers["Cache-Control"] = FOR_EVER if asset.immutable else ASK_EACH_TIME
        return response

    def _plain(self, asset: Asset) -> Response:
        tag = self._tag(tag_of(asset.path))
        if asset.change is not None or asset.path.suffix == PAGE_SUFFIX:
            return _conditional(Response(body_of(asset), mimetype=asset.type), tag)
        response = send_file(asset.path, mimetype=asset.type, conditional=True, etag=tag)
        response.vary.update(FILE_VARIES)
        return response

    def _compressed(self, asset: Asset) -> Response:
        body, tag = compressed(asset)
        response = Response(body, mimetype=asset.type)
        response.content_encoding = "gzip"
        return _conditional(response, self._tag(tag))

    def _tag(self, state: str) -> str:
        return f"{state}-{policy_edition(request.environ, self._page)}"


def _is_there(path: Path) -> bool:
    # A name longer than the disk allows is an error to it, and no file.
    with contextlib.suppress(OSError):
        return path.is_file()
    return False


def _travels_compressed(asset: Asset) -> bool:
    return is_worth_it(asset) and request.accept_encodings["gzip"] > 0


def _conditional(response: Response, tag: str) -> Response:
    """Return an answer that is empty for whoever has what the tag stands for."""
    response.vary.update(FILE_VARIES)
    response.set_etag(tag)
    response.make_conditional(request)
    return response
