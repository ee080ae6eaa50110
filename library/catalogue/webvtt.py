"""WebVTT: reads a text track strictly, and says of a broken one in which line and column it breaks.

Browsers drop a cue that they cannot read, without a word; here its teacher is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.common.errors import BadTrackError

CUES_MAX = 5000
CUE_CHARACTERS = 4000
# Five questions of an offer, written with escapes.
DATA_CHARACTERS = 16_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_TIME = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_ARROW = "-->"
_SETTING = re.compile(
    r"vertical:(rl|lr)|line:-?\d+(\.\d+)?%?(,(start|center|end))?"
    r"|(position|size):\d+(\.\d+)?%(,(line-left|center|line-right))?"
    r"|align:(start|center|end|left|right)|region:\S+"
)
_TAG = re.compile(
    r"</?(c|i|b|u|ruby|rt|v|lang)?(\.[^\s<>.]+)*([ \t][^<>]*)?>|<(\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}>"
)
_BLOCKS = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """One cue: when it is shown, what it says, and the line on which that begins."""

    name: str
    start_ms: int
    end_ms: int
    text: str
    line: int


def read_webvtt(text: str, *, is_chapters: bool = False, is_data: bool = False) -> list[Cue]:
    """Return the cues of a text track; raise BadTrackError with line and column of what breaks it.

    In cues that are data, `<` is a sign like any other.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise broken(number, line.index("\0") + 1, "there is a null character")
    if re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]) is None:
        raise broken(1, 1, "the file begins with the word WEBVTT on a line of its own")
    return _Reader(lines, is_chapters=is_chapters, is_data=is_data).cues()


class _Reader:
    """The lines of one file, and the next of them."""

    def __init__(self, lines: list[str], *, is_chapters: bool, is_data: bool) -> None:
        self._lines = lines
        self._at = 0
        self._is_chapters = is_chapters
        self._is_data = is_data

    def cues(self) -> list[Cue]:
        self._skip_block()
        found: list[Cue] = []
        while self._at < len(self._lines):
            if self._line == "":
                self._at += 1
            elif self._line.split(" ")[0].split("\t")[0] in _BLOCKS and _ARROW not in self._line:
                self._skip_block()
            else:
                found.append(self._cue(found[-1].start_ms if found else 0))
            if len(found) > CUES_MAX:
                raise self._broken(1, f"there are more than {CUES_MAX} cues")
        return found

    @property
    def _line(self) -> str:
        return self._lines[self._at]

    def _skip_block(self) -> None:
        while self._at < len(self._lines) and self._line != "":
            self._at += 1

    def _cue(self, not_before_ms: int) -> Cue:
        name = ""
        # A line that begins with a time is no name, but times that are written wrongly.
        if _ARROW not in self._line and _TIME.match(self._line) is None:
            name = self._line
            self._at += 1
            if self._at == len(self._lines) or _ARROW not in self._line:
                self._at = min(self._at, len(self._lines) - 1)
                raise self._broken(1, "a time such as 00:04.000 --> 00:06.500 is expected")
        start_ms, end_ms = self._times()
        if start_ms < not_before_ms:
            raise self._broken(1, "this cue starts before the one above it")
        self._at += 1
        line = self._at + 1
        return Cue(name, start_ms, end_ms, self._payload(), line)

    def _times(self) -> tuple[int, int]:
        line = self._line
        begun, column = self._time(line, 0)
        arrow = re.compile(r"[ \t]+-->[ \t]+").match(line, column)
        if arrow is None:
            raise self._broken(column + 1, "` --> ` is expected, with a space on both sides")
        ended, column = self._time(line, arrow.end())
        if ended <= begun:
            raise self._broken(arrow.end() + 1, "the cue ends before it starts")
        self._check_settings(line, column)
        return begun, ended

    def _time(self, line: str, column: int) -> tuple[int, int]:
        found = _TIME.match(line, column)
        if found is None:
            raise self._broken(column + 1, "a time is written 00:04.000 or 01:00:04.000")
        hours, minutes, seconds, ms = (int(part or 0) for part in found.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms, found.end()

    def _check_settings(self, line: str, column: int) -> None:
        rest = line[column:]
        if rest and rest[0] not in " \t":
            raise self._broken(column + 1, "a time has three digits after its point")
        for word in re.finditer(r"\S+", rest):
            if _SETTING.fullmatch(word[0]) is None:
                raise self._broken(column + word.start() + 1, f"`{word[0][:40]}` is no setting of a cue")

    def _payload(self) -> str:
        first = self._at
        while self._at < len(self._lines) and self._line != "":
            if _ARROW in self._line:
                raise self._broken(self._line.index(_ARROW) + 1, "an empty line is missing before this time")
            if not self._is_data:
                self._check_tags(self._line)
            self._at += 1
        text = "\n".join(self._lines[first : self._at])
        most = DATA_CHARACTERS if self._is_data else CUE_CHARACTERS
        if len(text) > most:
            raise broken(first + 1, 1, f"a cue has at most {most} characters")
        if text.strip() == "":
            raise broken(first, 1, "this cue says nothing")
        if self._is_chapters and "\n" in text:
            raise broken(first + 2, 1, "a chapter's title is one line")
        return text

    def _check_tags(self, line: str) -> None:
        at = line.find("<")
        while at != -1:
            tag = _TAG.match(line, at)
            if tag is None:
                raise self._broken(at + 1, "`<` begins no tag of WebVTT; the sign itself is written &lt;")
            at = line.find("<", tag.end())

    def _broken(self, column: int, why: str) -> BadTrackError:
        return broken(self._at + 1, column, why)


def broken(line: int, column: int, why: str) -> BadTrackError:
    """Return the error that says where a track is broken, and why."""
    return BadTrackError(f"Line {line}, column {column}: {why}.")
