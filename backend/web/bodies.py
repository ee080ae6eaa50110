"""Request bodies: JSON that no form of another site can send, and the key that making something needs."""

from __future__ import annotations

import hmac
from typing import Any

from flask import request

from backend.common.errors import BadCreateKeyError, BadMessageError

CREATE_KEY_HEADER = "X-Readroom-Create-Key"


def read_json() -> Any:
    """Return the request's JSON; raise BadMessageError where it is none."""
    # Pages of other sites can send forms but not this content type, so they make nothing here.
    if not request.is_json:
        raise BadMessageError("A room request is JSON, with the content type application/json.")
    try:
        return request.get_json()
    except RecursionError:
        raise BadMessageError("This JSON is nested too deeply.") from None


def has_create_key(create_key: str) -> bool:
    """Return whether the request brings the server's create key."""
    given = request.headers.get(CREATE_KEY_HEADER, "")
    return hmac.compare_digest(given.encode("utf-8"), create_key.encode("utf-8"))


def refuse_wrong_create_key(create_key: str | None) -> None:
    """Raise BadCreateKeyError where the server has a create key and the request does not bring it."""
    if create_key is not None and not has_create_key(create_key):
        raise BadCreateKeyError(
            f"Making a room on this server needs its key in the header {CREATE_KEY_HEADER}."
        )
