"""The generated parts of docs/: they are as the code is, and what cannot be made is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from tools.docs.blocks import BlockError, fill
from tools.docs.pages import drifted, generated, unused_pictures
from tools.docs.parameter_tables import load, parameter_table
from tools.docs.point_pictures import draw, picture_link

MAKERS = {"twice": lambda words: " ".join(words * 2)}


def test_no_generated_part_has_drifted() -> None:
    assert [path.name for path, _ in drifted()] == [], "`make docs` writes them anew"


def test_every_picture_is_shown_by_a_page() -> None:
    assert unused_pictures() == []


def test_the_signals_page_has_generated_parts() -> None:
    assert {path.name for path, _ in generated()} > {"signals.md", "inner_brow-nose_root.svg"}


def test_a_block_is_made_anew_between_its_marks() -> None:
    page = "before\n<!-- generated: twice a b -->\nold\nlines\n<!-- end -->\nafter"
    assert fill(page, MAKERS) == "before\n<!-- generated: twice a b -->\na b a b\n<!-- end -->\nafter"


def test_a_filled_page_stays_as_it_is() -> None:
    page = fill("<!-- generated: twice a -->\n<!-- end -->", MAKERS)
    assert fill(page, MAKERS) == page


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(BlockError, match="no block is called thrice; there are: twice"):
        fill("<!-- generated: thrice a -->\n<!-- end -->", MAKERS)


def test_a_block_without_end_is_refused() -> None:
    with pytest.raises(BlockError, match="has no <!-- end -->"):
        fill("<!-- generated: twice a -->\n", MAKERS)


def test_a_table_holds_what_its_module_reads_and_nothing_else() -> None:
    entry = load()["tilt_on_deg"]
    table = parameter_table(["cues/tilt"])
    assert f"| `tilt_on_deg` | {entry['value']} | {entry['unit']} | {entry['why']} |" in table
    assert "smile_lift_on_cm" not in table
    assert "ema_tau_s" in table


def test_a_table_holds_names_that_the_module_puts_together() -> None:
    table = parameter_table(["face/gaze"])
    assert all(f"`eyeball_{way}_cm`" in table for way in ("temporal", "up", "forward"))


def test_a_table_of_no_module_is_refused() -> None:
    with pytest.raises(BlockError, match="no module nowhere"):
        parameter_table(["nowhere"])


def test_a_picture_marks_each_point_by_its_index() -> None:
    picture = ElementTree.fromstring(draw(["points_inner_brow", "points_iris"]))
    indices = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert indices == ["55", "107", "285", "336", "468", "473"]


def test_a_picture_shows_the_students_right_eye_on_its_left() -> None:
    picture = ElementTree.fromstring(draw(["points_iris"]))
    right, left = picture.iter("{http://www.w3.org/2000/svg}circle")
    assert float(right.attrib["cx"]) < 0 < float(left.attrib["cx"])


def test_a_picture_of_what_holds_no_points_is_refused() -> None:
    with pytest.raises(BlockError, match="tilt_on_deg is no parameter that holds points"):
        picture_link(["tilt_on_deg"])
