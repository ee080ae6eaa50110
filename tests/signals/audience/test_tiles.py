"""Tiles and merging by property: a face on any border is found whole, and counts once."""

from hypothesis import given
from hypothesis import strategies as st

from signals import load_parameters
from signals.audience.merging import Merging
from signals.audience.tiles import Tiles
from signals.contract.parameters import Parameters

PARAMETERS = Parameters(load_parameters())
TILES, MERGING = Tiles(PARAMETERS), Merging(PARAMETERS)
SIDES_PX = PARAMETERS.points("audience_tile_sides_px")
OVERLAP = PARAMETERS.number("audience_tile_overlap")
PICTURE = st.tuples(st.integers(64, 4000), st.integers(64, 2200))
SHARE = st.floats(0, 1)


def holding(box: list[float], tiles: list[list[float]]) -> list[list[float]]:
    """Return the tiles that have a face whole."""
    x, y, width, height = box
    return [
        tile
        for tile in tiles
        if tile[0] <= x
        and tile[1] <= y
        and x + width <= tile[0] + tile[2]
        and y + height <= tile[1] + tile[2]
    ]


@given(PICTURE, SHARE, SHARE, st.floats(8, OVERLAP * max(SIDES_PX)))
def test_a_face_no_larger_than_the_overlap_is_whole_in_one_tile_wherever_it_is(
    picture: tuple[int, int], across: float, down: float, face_px: float
) -> None:
    width, height = picture
    side = next(side for side in SIDES_PX if face_px <= side * OVERLAP)
    box = [across * max(0, width - face_px), down * max(0, height - face_px), face_px, face_px]
    tiles = [[*tile] for tile in TILES.cut(width, height) if tile[2] == side]
    assert holding(box, tiles)


@given(PICTURE)
def test_tiles_stay_in_the_picture_where_it_is_large_enough(picture: tuple[int, int]) -> None:
    for left, top, side in TILES.cut(*picture):
        assert left == 0 or left + side <= picture[0]
        assert top == 0 or top + side <= picture[1]


@given(PICTURE, SHARE, SHARE, st.floats(12, 112), st.lists(st.floats(-0.1, 0.1), min_size=4, max_size=4))
def test_a_face_that_many_tiles_find_counts_once(
    picture: tuple[int, int], across: float, down: float, face_px: float, wobble: list[float]
) -> None:
    width, height = picture
    x, y = across * max(0, width - face_px), down * max(0, height - face_px)
    found = []
    for number, (left, top, side) in enumerate(TILES.cut(width, height)):
        # A tile finds a face of which it has a half, and no two tiles draw the same box.
        moved = wobble[number % 4] * face_px
        if left <= x + face_px / 2 <= left + side and top <= y + face_px / 2 <= top + side:
            found.append(([x + moved, y - moved, face_px, face_px], [left, top, side]))
    assert len(MERGING.merge(found)) == 1


@given(st.integers(1, 12), st.integers(1, 6), st.floats(12, 60))
def test_rows_of_heads_side_by_side_are_all_counted(columns: int, rows: int, face_px: float) -> None:
    boxes = [
        [column * face_px, row * 1.2 * face_px, face_px * 0.8, face_px]
        for row in range(rows)
        for column in range(columns)
    ]
    found = [(box, [0, 0, 4000]) for box in boxes for _ in range(2)]
    assert sorted(map(tuple, MERGING.merge(found))) == sorted(map(tuple, boxes))
