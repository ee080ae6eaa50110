"""States that lie beside each other differ by shape and by lightness, whatever colours a person sees."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.browser.access.colours import VISIONS, Rgb, contrast, lightness, parse, seen
from tests.browser.boards import OpenPage

# A difference of 2.3 is just noticed side by side (Mahy 1994); thin marks, glanced at, want three times that.
LEAST_DIFFERENCE = 8.0
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: the states' words are text in their colour
# The one pair of the strip that meets where a band between them is empty, and matters most.
ALWAYS_APART = ("focused", "confused")
READ_PAGE = """async () => {
  const { shapeOf } = await import("/look/shapes.js");
  const { NEED_ORDER } = await import("/teacher/board/sorting/need.js");
  const { BANDS } = await import("/classroom/chart/plot.js");
  const colourOf = (css, state) => {
    const probe = document.createElement("span");
    probe.dataset.state = state;
    probe.style.color = css;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const shape = (state) => new XMLSerializer().serializeToString(shapeOf(state));
  return {
    order: NEED_ORDER,
    states: Object.fromEntries(NEED_ORDER.map((state) => [state, colourOf("var(--state)", state)])),
    shapes: Object.fromEntries(NEED_ORDER.map((state) => [state, shape(state)])),
    bands: BANDS.map(({ colour, strength, hatch }) => [colourOf(`var(${colour})`, ""), strength, hatch]),
    surfaces: ["--surface", "--paper"].map((name) => colourOf(`var(${name})`, "")),
  };
}"""


@pytest.fixture(params=["light", "dark"])
def look(request: pytest.FixtureRequest, relay: str, open_page: OpenPage) -> dict[str, Any]:
    """What the real page draws states with, in one of its two looks."""
    page = open_page(color_scheme=request.param)
    page.goto(f"{relay}/t")
    drawn: dict[str, Any] = page.evaluate(READ_PAGE)
    return drawn


def test_neighbours_are_told_apart_without_hue(look: dict[str, Any]) -> None:
    order, states = look["order"], look["states"]
    neighbours = [*pairwise(order), ALWAYS_APART]
    assert [pair for pair in neighbours if look["shapes"][pair[0]] == look["shapes"][pair[1]]] == []
    # What means nearly the same has one colour, and is told by its shape alone.
    coloured = [pair for pair in neighbours if states[pair[0]] != states[pair[1]]]
    assert len(set(states.values())) == 7
    assert len(coloured) >= 8
    assert too_alike({pair: (parse(states[pair[0]]), parse(states[pair[1]])) for pair in coloured}) == []


def test_bands_of_the_strip_are_told_apart_without_hue(look: dict[str, Any]) -> None:
    surface = parse(look["surfaces"][0])
    bands = [mixed(parse(colour), surface, strength) for colour, strength, _ in look["bands"]]
    hatches = [hatch for _, _, hatch in look["bands"]]
    pairs = list(pairwise(bands))
    assert len(pairs) == 5
    assert too_alike({(str(n), hatches[n + 1]): pair for n, pair in enumerate(pairs)}) == []


def test_every_states_word_has_contrast(look: dict[str, Any]) -> None:
    for state, colour in look["states"].items():
        for surface in look["surfaces"]:
            assert contrast(parse(colour), parse(surface)) >= LEAST_CONTRAST, state


def too_alike(pairs: dict[tuple[str, str], tuple[Rgb, Rgb]]) -> list[tuple[str, str, str, float]]:
    """Return the pairs that differ too little in lightness, each with the vision and the difference."""
    found = []
    for name, (one, other) in pairs.items():
        for vision in VISIONS:
            difference = abs(lightness(seen(one, vision)) - lightness(seen(other, vision)))
            if difference < LEAST_DIFFERENCE:
                found.append((*name, vision, round(difference, 1)))
    return found


def mixed(colour: Rgb, surface: Rgb, strength: float) -> Rgb:
    """Return a colour as a canvas blends it over the surface: by the screen's values, not the linear ones."""
    red, green, blue = (
        (strength * top ** (1 / 2.2) + (1 - strength) * below ** (1 / 2.2)) ** 2.2
        for top, below in zip(colour, surface, strict=True)
    )
    return red, green, blue
