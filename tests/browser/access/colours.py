"""Colours as people see them: lightness, contrast, and the three dichromacies."""

from __future__ import annotations

import re
from collections.abc import Mapping

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

# Machado, Oliveira & Fernandes 2009, "A physiologically-based model for simulation of color vision
# deficiency", severity 1.0; they apply to linear RGB.
VISIONS: Mapping[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Relative luminance of linear sRGB (IEC 61966-2-1).
_LUMINANCE: Rgb = (0.2126, 0.7152, 0.0722)


def parse(css: str) -> Rgb:
    """Return the linear RGB of a computed colour, `rgb(1, 2, 3)`."""
    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", css)
    assert found, css
    red, green, blue = (_linear(int(part) / 255) for part in found.groups())
    return red, green, blue


def seen(colour: Rgb, vision: str) -> Rgb:
    """Return a linear colour as it is seen, each part within the screen's own."""
    red, green, blue = (min(1.0, max(0.0, _dot(row, colour))) for row in VISIONS[vision])
    return red, green, blue


def lightness(colour: Rgb) -> float:
    """Return L* (CIE 1976) of a linear colour, 0 to 100."""
    y = _dot(_LUMINANCE, colour)
    return 116 * float(y ** (1 / 3)) - 16 if y > 216 / 24389 else 24389 / 27 * y


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of WCAG 2, 1 to 21."""
    dark, light = sorted((_dot(_LUMINANCE, one), _dot(_LUMINANCE, other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _dot(row: Rgb, colour: Rgb) -> float:
    return sum(factor * part for factor, part in zip(row, colour, strict=True))
