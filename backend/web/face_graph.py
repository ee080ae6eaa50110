"""Face graph: FaceMesh's MediaPipe graph, told to look for faces in each picture by itself.

FaceMesh looks first where the last picture's faces were: right for a video, and wrong for pictures that have
nothing to do with each other, whose heads would each be read in the place of another. The Python package has
`static_image_mode` for that, which sets the side packet `use_prev_landmarks`; the browser's graph does not.

A graph is a protocol buffer, `CalculatorGraphConfig`: fields of a tag, a length and a body (encoding:
https://protobuf.dev/programming-guides/encoding/; fields: mediapipe/framework/calculator.proto).
"""

from __future__ import annotations

from collections.abc import Iterator

from backend.common.errors import ReadroomError

# A field holds a number, or the bytes of something.
_Body = bytes | int
_VARINT, _BYTES = 0, 2
# Fields of a graph and of its nodes.
_NODE, _CALCULATOR, _INPUT_SIDE, _OUTPUT_SIDE, _OPTIONS = 1, 2, 5, 6, 7
_FINDS_FACES = b"FaceLandmarkFrontGpu"
_CONSTANT = b"ConstantSidePacketCalculator"
_TRACKS = b"use_prev_landmarks"
# ConstantSidePacketCalculatorOptions, the extension 291214597, with one packet whose `bool_value` is false.
_EXTENSION, _PACKET, _BOOL = 291214597, 1, 3


class BadGraphError(ReadroomError):
    """Raised where the installed FaceMesh has no such graph as is known here."""


def untracked(graph: bytes) -> bytes:
    """Return a FaceMesh graph that takes each picture for the first.

    Raises:
        BadGraphError: where no node of the graph finds faces.

    """
    told = [(number, _told(body) if number == _NODE else body) for number, body in _fields(graph)]
    if told == list(_fields(graph)):
        raise BadGraphError(
            f"FaceMesh's graph has no {_FINDS_FACES.decode()}: it is another than is known here."
        )
    return b"".join(_field(*one) for one in (*told, (_NODE, _constant_false())))


def _told(node: _Body) -> _Body:
    """Return a node of a graph; the one that finds faces is told whether it tracks them."""
    if isinstance(node, int) or (_CALCULATOR, _FINDS_FACES) not in _fields(node):
        return node
    return node + _field(_INPUT_SIDE, b"USE_PREV_LANDMARKS:" + _TRACKS)


def _constant_false() -> bytes:
    packet = _varint(_BOOL << 3 | _VARINT) + _varint(0)
    options = _field(_EXTENSION, _field(_PACKET, packet))
    return b"".join(
        (
            _field(_CALCULATOR, _CONSTANT),
            _field(_OUTPUT_SIDE, b"PACKET:" + _TRACKS),
            _field(_OPTIONS, options),
        )
    )


def _fields(message: bytes) -> Iterator[tuple[int, _Body]]:
    """Give number and body of each field; a number where it is one."""
    at = 0
    while at < len(message):
        tag, at = _read_varint(message, at)
        value, at = _read_varint(message, at)
        if tag & 7 == _VARINT:
            yield tag >> 3, value
        else:
            yield tag >> 3, message[at : at + value]
            at += value


def _field(number: int, body: _Body) -> bytes:
    if isinstance(body, int):
        return _varint(number << 3 | _VARINT) + _varint(body)
    return _varint(number << 3 | _BYTES) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first; all but the last have the high bit."""
    groups = bytearray()
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*groups, value))


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        group = message[at]
        at += 1
        value |= (group & 0x7F) << shift
        shift += 7
        if group < 0x80:
            return value, at
