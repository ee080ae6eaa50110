"""Synthetic behaviours: what a student can do in a script, and the label it deserves; for tests only."""

from collections.abc import Callable
from dataclasses import dataclass

from offline.synthetic.acts import acts, lively
from offline.synthetic.acts.scene import Scene
from offline.synthetic.people.pose import Array, Pose


@dataclass(frozen=True)
class Behaviour:
    """How a behaviour moves, the state it deserves (None: nobody could say), and the options it takes."""

    pose: Callable[[Array, Scene], Pose]
    state: str | None
    options: frozenset[str] = frozenset()


BEHAVIOURS = {
    "attend": Behaviour(acts.attend, "focused"),
    "study": Behaviour(acts.study, "focused"),
    "read": Behaviour(acts.read, "focused"),
    "think": Behaviour(acts.think, "focused"),
    "take_notes": Behaviour(acts.take_notes, "down"),
    "talk": Behaviour(acts.talk, "focused"),
    "smile": Behaviour(acts.smile, "focused", frozenset({"amount"})),
    "raise_brows": Behaviour(acts.raise_brows, "focused", frozenset({"amount"})),
    "yawn": Behaviour(acts.yawn, None),
    "blink": Behaviour(acts.blink, "focused"),
    "doze": Behaviour(acts.doze, "drowsy"),
    "lean_in": Behaviour(acts.lean_in, "focused"),
    "second_screen": Behaviour(acts.second_screen, "away", frozenset({"side"})),
    "glance": Behaviour(acts.glance, None, frozenset({"side"})),
    "leave": Behaviour(acts.leave, "absent", frozenset({"side"})),
    "passer_by": Behaviour(acts.attend, "focused"),
    "second_person": Behaviour(acts.attend, "focused"),
    "hand_on_face": Behaviour(acts.attend, "focused", frozenset({"region"})),
    "confused": Behaviour(acts.confused, "confused", frozenset({"amount", "side"})),
    "frown": Behaviour(acts.frown, "focused", frozenset({"amount"})),
    "tilt": Behaviour(acts.tilt, "focused", frozenset({"side"})),
    "change_seat": Behaviour(acts.attend, None),
    "change_light": Behaviour(acts.attend, None),
    "gap": Behaviour(acts.attend, None),
    "hidden_tab": Behaviour(acts.attend, None),
    "open_eyes": Behaviour(lively.open_eyes, "focused", frozenset({"amount"})),
    "look_up": Behaviour(lively.look_up, "focused"),
    "laugh": Behaviour(lively.laugh, "focused"),
    "squint": Behaviour(lively.squint, "focused", frozenset({"amount"})),
    "read_with_finger": Behaviour(lively.read_with_finger, "focused"),
    "drink": Behaviour(lively.drink, None),
    "rub_eye": Behaviour(lively.rub_eye, None, frozenset({"side"})),
    "wink": Behaviour(lively.wink, "focused", frozenset({"side", "amount"})),
    "yawn_behind_hand": Behaviour(lively.yawn_behind_hand, None),
    "change_glasses": Behaviour(lively.change_glasses, "focused"),
    "look_aside": Behaviour(lively.look_aside, "away", frozenset({"side", "amount"})),
    "sleep": Behaviour(lively.sleep, "drowsy"),
    "doze_lost": Behaviour(lively.doze_lost, "drowsy"),
    "wake": Behaviour(lively.wake, "focused"),
    "knit": Behaviour(lively.knit, "focused", frozenset({"amount"})),
    "bored": Behaviour(lively.bored, None, frozenset({"side"})),
    "shut_eyes": Behaviour(lively.shut_eyes, None),
    "photo": Behaviour(acts.attend, "unknown"),
    "photo_in_hand": Behaviour(acts.attend, "unknown"),
    "loop": Behaviour(acts.study, "unknown"),
}
