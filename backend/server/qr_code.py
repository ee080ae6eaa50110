"""QR code: drawn in a terminal, for a phone's camera."""

from __future__ import annotations

import io

# The quiet zone: white cells around the code, without which readers do not find it.
QUIET = 2

# Bright white on black: an uncoloured code is dark on light on dark terminals alone.
_COLOURS, _USUAL = "\x1b[97;40m", "\x1b[0m"


def drawn(text: str, *, coloured: bool) -> str:
    """Return the text's QR code in half blocks, dark on light, with a terminal's colours or without."""
    # Imported here, so that a server that draws none starts faster.
    import segno

    made = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(made, border=QUIET, compact=True)
    lines = made.getvalue().splitlines()
    return "\n".join(f"{_COLOURS}{line}{_USUAL}" if coloured else line for line in lines)
