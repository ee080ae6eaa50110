"""Range requests (RFC 9110, 14): a part of a lesson for whoever seeks in it, and never too much at once.

A browser asks for everything from a place on, and reads as it plays: one answer to that would hold a thread
for the whole lesson. It gets some megabytes and asks again. Behind nginx the file is nginx' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Response, request

# Half a minute of a lecture.
ANSWER_BYTES = 4 * 1024 * 1024
_BLOCK = 256 * 1024
NGINX_FOLDER = "/library-media/"


def send_media(path: Path, mime: str, tag: str, *, by_nginx: bool) -> Response:
    """Return the response for a lesson's file, whole or in part."""
    if by_nginx:
        response = Response(mimetype=mime)
        response.headers["X-Accel-Redirect"] = f"{NGINX_FOLDER}{path.name}"
    else:
        response = _part_of(path, mime, tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _part_of(path: Path, mime: str, tag: str) -> Response:
    size = path.stat().st_size
    response = Response(mimetype=mime)
    response.set_etag(tag)
    response.headers["Accept-Ranges"] = "bytes"
    wanted = request.range
    is_old = request.headers.get("If-Range", response.headers["ETag"]) != response.headers["ETag"]
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1 or is_old:
        if tag in request.if_none_match:
            response.status_code = 304
            return response
        return _with_bytes(response, path, 0, size)
    part = wanted.range_for_length(size)
    if part is None:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    start, stop = part[0], min(part[1], part[0] + ANSWER_BYTES)
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return _with_bytes(response, path, start, stop)


def _with_bytes(response: Response, path: Path, start: int, stop: int) -> Response:
    response.content_length = stop - start
    if request.method != "HEAD":
        response.response = _blocks(path, start, stop)
    return response


def _blocks(path: Path, start: int, stop: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < stop and (block := file.read(min(_BLOCK, stop - start))):
            start += len(block)
            yield block
