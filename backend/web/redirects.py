"""The page a person meant: addresses as people type them, and as mail and chat programs change them."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote

# A page's letters, and behind them what ends a sentence or a quotation, a slash, or what nobody sees.
_TYPED = re.compile(r"/*([A-Za-z]*)[\W_]*")
# Nobody types, and no mail adds, so much.
TYPED_CHARACTERS = 64
# What may stand in a fragment as it is.
_FRAGMENT = "-._~?&=%"


def meant_path(path: str, pages: Collection[str]) -> str | None:
    """Return the address of the page that a path means, None where it means none or is the page's own.

    A link whose `#` was escaped has its fragment in the path: it gets it back.
    """
    asked, sign, fragment = path.partition("#")
    typed = _TYPED.fullmatch(asked) if len(asked) <= TYPED_CHARACTERS else None
    page = None if typed is None else f"/{typed[1].lower()}"
    if page is None or page not in pages or page == path:
        return None
    return f"{page}#{quote(fragment, safe=_FRAGMENT)}" if sign else page
