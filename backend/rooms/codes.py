"""Room codes: ten Crockford base32 characters that encode what the room is. Twin of protocol/room_code.js."""

from __future__ import annotations

import functools
import itertools
import secrets
from dataclasses import dataclass

from backend.common.errors import BadCodeError, BadMessageError
from backend.rooms.code_in_text import TEXT_CHARACTERS, is_teachers, letters_of, plain, written_codes
from backend.rooms.policies import POLICIES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
SENSITIVITIES = ("strict", "balanced", "brow")
# The policies that the first character says, and those of them whose rooms choose a sensitivity.
FIRST_POLICIES = tuple(name for name, policy in POLICIES.items() if policy.kind is None)
SENSITIVITY_POLICIES = tuple(name for name in FIRST_POLICIES if POLICIES[name].sensitivity)


@dataclass(frozen=True)
class Room:
    """A room is its code: everything else here is read from it."""

    code: str
    policy: str
    proctoring: bool
    anonymous: bool
    sensitivity: str = "strict"

    @property
    def room_camera(self) -> str | None:
        """Return what a camera on the whole room tells, one of ROOM_CAMERAS; None where there is none."""
        kind = ALPHABET.find(self.code[1:2]) if self.code.startswith(ALPHABET[ESCAPE]) else -1
        return ROOM_CAMERAS[kind] if 0 <= kind < len(ROOM_CAMERAS) else None


# What a room is, by the value of its code's first character: policy, proctoring, anonymous, sensitivity. Two
# of the 32 say `self` with proctoring, which is no room: ESCAPE has taken over one, the other is in reserve.
_IDENTITIES = [
    (policy, proctoring, anonymous, sensitivity)
    for policies, sensitivities in (
        (FIRST_POLICIES, SENSITIVITIES[:1]),
        (SENSITIVITY_POLICIES, SENSITIVITIES[1:]),
    )
    for anonymous, proctoring, sensitivity, policy in itertools.product(
        (False, True), (False, True), sensitivities, policies
    )
]


# A code with this first value continues its identity in the second character: the kind of room.
ESCAPE = 7
# What a camera on the whole room tells, by the value of the second character. Students of such a room have no
# camera of their own: they say everything themselves.
ROOM_CAMERAS = ("count", "direction")
ROOM_CAMERA_POLICY = "self"
# By the value of the second character. A course is the library's and no room (read_course_code); those
# behind it are refused until a version knows what such a room is.
RESERVED_KINDS = ("room camera: count", "room camera: direction", "course", "sum room")
_COURSE = RESERVED_KINDS.index("course")
_CAMERA_KINDS = dict.fromkeys(range(len(ROOM_CAMERAS)), (ROOM_CAMERA_POLICY, False, False, "strict"))
# A policy that came later has four kinds from its own on: one for each of proctoring and anonymous.
_POLICY_KINDS = {
    policy.kind + proctoring + 2 * anonymous: (name, proctoring, anonymous, "strict")
    for name, policy in POLICIES.items()
    if policy.kind is not None
    for anonymous, proctoring in itertools.product((False, True), (False, policy.camera))
}
_KINDS = {**_CAMERA_KINDS, **_POLICY_KINDS}


class RoomCodeError(BadCodeError):
    """Raised for a text that is no room code.

    `reason` is `length`, `character`, `check`, `policy`, `course`, `kind` or `teacher`.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def new_room(
    policy: str,
    *,
    proctoring: bool = False,
    anonymous: bool = False,
    sensitivity: str = "strict",
    room_camera: str | None = None,
) -> Room:
    """Return a new room, with a fresh random code.

    Raises BadMessageError for proctoring without a camera, a sensitivity in a policy without confusion, or a
    camera on the room beside cameras of students.
    """
    if proctoring and not POLICIES[policy].camera:
        raise BadMessageError(f"Proctoring needs a policy with a camera; `{policy}` has none.")
    if not POLICIES[policy].sensitivity and sensitivity != "strict":
        raise BadMessageError(
            f"The policy `{policy}` tells no confusion, so it has no sensitivity to choose."
        )
    identity = policy, proctoring, anonymous, sensitivity
    if room_camera is not None:
        return read_room_code(new_letters(*_camera_values(identity, room_camera)))
    return read_room_code(new_letters(*_values_of(identity)))


def _camera_values(identity: tuple[str, bool, bool, str], room_camera: str) -> tuple[int, ...]:
    kind = ROOM_CAMERAS.index(room_camera)
    if _CAMERA_KINDS[kind] != identity:
        raise BadMessageError(
            f"A room with a room camera has the policy `{ROOM_CAMERA_POLICY}` and is not anonymous."
        )
    return ESCAPE, kind


def _values_of(identity: tuple[str, bool, bool, str]) -> tuple[int, ...]:
    for kind, other in _POLICY_KINDS.items():
        if other == identity:
            return ESCAPE, kind
    return (_IDENTITIES.index(identity),)


def new_letters(*identity: int) -> str:
    """Return the letters of a fresh code, with 40 random bits after one value of identity, 35 after two."""
    values = [*identity, *(secrets.randbelow(len(ALPHABET)) for _ in range(LENGTH - 1 - len(identity)))]
    values.append(_double(_syndrome(values)))
    return "".join(ALPHABET[value] for value in values)


def read_room_code(text: str) -> Room:
    """Parse a code as people enter it: in a link, any case, dash or digit, O for 0, I and L for 1.

    Return the room with the code in its canonical form, `K7QM4-F2P9X`.
    Raises RoomCodeError when a character is impossible, missing or mistyped, the link is a teacher's, the
    code a course's, or the room of a kind that this version does not know.
    """
    return _room_of(_find_letters(text))


def new_course_code() -> str:
    """Return a fresh code of a course, in its canonical form."""
    return _canonical(new_letters(ESCAPE, _COURSE))


def read_course_code(text: str) -> str:
    """Parse a course's code as `read_room_code` parses a room's, and return it in its canonical form.

    Raises RoomCodeError for everything that is none, with the reason `room` for a room's code.
    """
    letters = _find_letters(text)
    if not _is_course(letters):
        _room_of(letters)
        raise RoomCodeError("room", "This is the code of a room, not of a course.")
    return _canonical(letters)


def _find_letters(text: str) -> str:
    """Return the ten letters of the one whole code in a text."""
    if len(text) > TEXT_CHARACTERS:
        raise RoomCodeError("length", f"A room code has {LENGTH} characters; this has {len(text)}.")
    brought = plain(text)
    if is_teachers(brought):
        raise RoomCodeError("teacher", "This is a teacher's link; students join with the room's code.")
    letters = _crockford(letters_of(brought))
    for written in (*written_codes(brought), [letters]):
        found = set(filter(_is_whole, map(_crockford, written)))
        if len(found) > 1:
            raise RoomCodeError("length", "There is more than one room code here; keep one.")
        if found:
            return found.pop()
    _refuse_broken(letters)
    return letters


def _crockford(letters: str) -> str:
    return letters.replace("O", "0").replace("I", "1").replace("L", "1")


def _is_whole(letters: str) -> bool:
    values = _values(letters)
    return len(values) == LENGTH and -1 not in values and _syndrome(values) == 0


def _values(letters: str) -> list[int]:
    return [ALPHABET.find(letter) for letter in letters]


def _refuse_broken(letters: str) -> None:
    values = _values(letters)
    if -1 in values:
        raise RoomCodeError("character", f'A room code has no "{letters[values.index(-1)]}".')
    if len(values) != LENGTH:
        raise RoomCodeError("length", f"A room code has {LENGTH} characters; this has {len(values)}.")
    if _syndrome(values) != 0:
        raise RoomCodeError("check", "One character of this room code is mistyped.")


def _is_course(letters: str) -> bool:
    return _values(letters[:2]) == [ESCAPE, _COURSE]


def _canonical(letters: str) -> str:
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


def _room_of(letters: str) -> Room:
    if _is_course(letters):
        raise RoomCodeError(
            "course", "This code is for a course, which the library holds, and not for a room."
        )
    first, second = _values(letters[:2])
    if first == ESCAPE and second not in _KINDS:
        raise RoomCodeError("kind", "This code is for a kind of room that this version does not know.")
    policy, proctoring, anonymous, sensitivity = _KINDS[second] if first == ESCAPE else _IDENTITIES[first]
    if proctoring and not POLICIES[policy].camera:
        raise RoomCodeError("policy", "This room code was not made by this version of Readroom.")
    return Room(_canonical(letters), policy, proctoring, anonymous, sensitivity)


def _syndrome(values: list[int]) -> int:
    """Return the check sum over GF(32), zero for a valid code (Horner's rule)."""
    return functools.reduce(lambda total, value: _double(total) ^ value, values, 0)


def _double(value: int) -> int:
    """Return twice the value in GF(32), modulus x^5 + x^2 + 1."""
    return (value << 1) ^ 0b100101 if value & 0b10000 else value << 1
