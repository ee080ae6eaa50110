"""Texts as they travel: compressed once for each state of a file, and kept in memory."""

from __future__ import annotations

import gzip
from functools import lru_cache

from backend.web.composition import PAGE_SUFFIX, body_of, tag_of
from backend.web.static_files import Asset

# What a machine made dense already, or what would take the relay's time at once, goes as it is.
_TEXTS = frozenset({".js", ".mjs", ".css", ".html", ".svg", ".json", ".webmanifest"})
# Smaller than one packet, nothing is won.
_LEAST_BYTES = 1000
_LARGEST_BYTES = 200_000
_KEPT_FILES = 512


def is_worth_it(asset: Asset) -> bool:
    """Tell whether an asset travels compressed to whoever understands that."""
    if asset.path.suffix == PAGE_SUFFIX:
        return True  # longer than its own file says, by its panels
    return asset.path.suffix in _TEXTS and _LEAST_BYTES <= asset.path.stat().st_size <= _LARGEST_BYTES


def compressed(asset: Asset) -> tuple[bytes, str]:
    """Return an asset's bytes in gzip, and a tag that changes when its file does."""
    tag = tag_of(asset.path)
    return _compressed(asset, tag), f"{tag}-gzip"


@lru_cache(_KEPT_FILES)
def _compressed(asset: Asset, _tag: str) -> bytes:
    return gzip.compress(body_of(asset), mtime=0)
