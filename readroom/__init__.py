"""The package that an installation has: the command, the Python API, and in `tree/` the whole program."""

from readroom.research import (
    DataError,
    Interval,
    Recording,
    Scores,
    Transition,
    evaluate,
    from_mediapipe,
    open,
    synth,
    to_openface,
)

__all__ = [
    "DataError",
    "Interval",
    "Recording",
    "Scores",
    "Transition",
    "evaluate",
    "from_mediapipe",
    "open",
    "synth",
    "to_openface",
]
