"""Blocks: the parts of a page between `<!-- generated: NAME ARGUMENT... -->` and `<!-- end -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Maker = Callable[[list[str]], str]

_BLOCK = re.compile(r"<!-- generated: (?P<call>[^\n]+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
_OPENING = "<!-- generated: "


class BlockError(Exception):
    """Raised when a page asks for something that nobody makes; says for what, and what there is."""


def fill(page: str, makers: Mapping[str, Maker]) -> str:
    """Return a page with every block made anew; a maker takes the block's arguments.

    Raises BlockError for a block that nobody makes, or that does not end.
    """
    if len(_BLOCK.findall(page)) != page.count(_OPENING):
        raise BlockError("a generated block has no <!-- end -->")

    def make(block: re.Match[str]) -> str:
        name, *arguments = block["call"].split()
        if name not in makers:
            raise BlockError(f"no block is called {name}; there are: {', '.join(makers)}")
        return f"{_OPENING}{block['call']} -->\n{makers[name](arguments)}\n<!-- end -->"

    return _BLOCK.sub(make, page)
