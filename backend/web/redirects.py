"""Redirects: finds the page that a mistyped address means, or one that a mail program has changed."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote

# A page's letters, followed by punctuation, slashes or invisible characters.
_TYPED = re.compile(r"/*([A-Za-z]*)[\W_]*")
# Longer than anything typed, or added by a mail program.
TYPED_CHARACTERS = 64
# Characters of a fragment that need no escaping.
_FRAGMENT = "-._~?&=%"


def meant_path(path: str, pages: Collection[str]) -> str | None:
    """Return the address of the page that a path means; None where it means none, or is the page's own.

    A link whose `#` was escaped has its fragment in the path; it is restored.
    """
    asked, sign, fragment = path.partition("#")
    typed = _TYPED.fullmatch(asked) if len(asked) <= TYPED_CHARACTERS else None
    page = None if typed is None else f"/{typed[1].lower()}"
    if page is None or page not in pages or page == path:
        return None
    return f"{page}#{quote(fragment, safe=_FRAGMENT)}" if sign else page
