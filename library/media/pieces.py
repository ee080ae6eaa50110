"""Pieces of an upload: which bytes a request brings (Content-Range), and whether they arrived whole."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from library.common.errors import BadDigestError, BadRangeError

PIECE_BYTES = 8 * 1024 * 1024
_RANGE = re.compile(r"bytes (?:(\d{1,15})-(\d{1,15})|\*)/(\d{1,15})")
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")


@dataclass(frozen=True)
class Piece:
    """Where a piece belongs; one without bytes (`bytes */TOTAL`) ends the upload."""

    start: int
    stop: int
    total: int

    @property
    def is_end(self) -> bool:
        """Return whether it has no bytes."""
        return self.start == self.stop


def read_piece(content_range: str) -> Piece:
    """Read `bytes FIRST-LAST/TOTAL` or `bytes */TOTAL` (RFC 9110); raise BadRangeError."""
    found = _RANGE.fullmatch(content_range)
    if found is None:
        raise BadRangeError("A piece says where it belongs: Content-Range: bytes FIRST-LAST/TOTAL.")
    total = int(found[3])
    if found[1] is None:
        return Piece(total, total, total)
    piece = Piece(int(found[1]), int(found[2]) + 1, total)
    if not piece.start < piece.stop <= total:
        raise BadRangeError("The piece's first byte comes after its last, or its last after the file's end.")
    if piece.stop - piece.start > PIECE_BYTES:
        raise BadRangeError(f"A piece has at most {PIECE_BYTES} bytes.")
    return piece


def refuse_damaged(content_digest: str, data: bytes) -> None:
    """Raise BadDigestError where bytes do not fit `sha-256=:BASE64:` (RFC 9530); empty is not checked."""
    if content_digest == "":
        return
    found = _DIGEST.search(content_digest)
    if found is None:
        raise BadDigestError("Content-Digest is sha-256=:BASE64:.")
    if not hmac.compare_digest(base64.b64decode(found[1]), hashlib.sha256(data).digest()):
        raise BadDigestError("This piece was damaged on its way; send it again.")
