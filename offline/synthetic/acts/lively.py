"""Synthetic livelier acts: what eyes, brows, mouth and hands do beside looking at a screen; for tests only.

Each is the pose alone: what a hand or a cup hides of it stands in covers.py.
"""

from math import pi

import numpy as np

from offline.synthetic.acts.acts import DOZE_PITCH_DEG, doze, read, yawn
from offline.synthetic.acts.scene import LEFT, SIDES, Scene
from offline.synthetic.people.pose import Array, Pose

# Who looks up, at the screen's upper edge or in thought, turns the eyes alone; the lids go with them.
UP_GAZE_DEG, UP_WIDE = 14.0, 0.6
# Laughter comes in bouts of two seconds, in bursts: mouth open, eyes narrow, head nodding.
BOUT_S, BOUT_SHARE, BURSTS_PER_S = 3.0, 0.7, 4.5
LAUGH_SMILE, LAUGH_SQUINT, LAUGH_OPEN, LAUGH_NOD_DEG = 0.9, 0.7, 0.4, 4.0
# Small print: lids half shut, the head nearer.
PRINT_SQUINT, PRINT_CM = 0.6, -8.0
# A head thrown back, for as long as a sip takes.
SIP_EVERY_S, SIP_S, SIP_PITCH_DEG = 4.0, 2.0, 12.0
RUB_PER_S, RUB_ROLL_DEG, RUB_OTHER = 2.0, 4.0, 0.5
# Few can shut one eye without narrowing the other, some by half, or without the brow over it.
WINK_SQUINT, WINK_LOWERED = 0.75, 0.35
# From a third of a turn to well into profile.
ASIDE_DEG = (35.0, 60.0)
# Drooping lids that open wide now and then, a gaze that wanders, a head that sinks to a hand.
BORED_DROOP, BORED_DROOP_S, BORED_OPEN_S, BORED_WIDE = 0.35, 7.0, 6.0, 0.8
BORED_YAW_DEG, BORED_YAW_S, BORED_PITCH_DEG, BORED_PITCH_S, BORED_ROLL_DEG = 8.0, 11.0, 5.0, 7.0, 5.0
# A start with wide eyes, and then some seconds until they are as usual.
WAKING_WIDE, WAKING_S = 0.9, 6.0
KNIT_SQUINT = 0.5


def open_eyes(t_s: Array, scene: Scene) -> Pose:
    """Open the eyes wide (AU5), with brows at rest."""
    return Pose(eyes_wide=scene.amount)


def look_up(t_s: Array, scene: Scene) -> Pose:
    """Look up from under the brows, at the screen's upper edge."""
    return Pose(gaze_pitch_deg=UP_GAZE_DEG, eyes_wide=UP_WIDE)


def laugh(t_s: Array, scene: Scene) -> Pose:
    """Laugh in bouts, with a smile and narrow eyes between them."""
    bout = np.sin(pi * np.minimum(t_s % BOUT_S / (BOUT_SHARE * BOUT_S), 1))
    burst = 0.5 + 0.5 * np.sin(2 * pi * BURSTS_PER_S * t_s)
    return Pose(
        smile=LAUGH_SMILE,
        squint=LAUGH_SQUINT * (0.5 + 0.5 * bout),
        mouth_open=LAUGH_OPEN * bout * (0.5 + 0.5 * burst),
        pitch_deg=LAUGH_NOD_DEG * bout * burst,
    )


def squint(t_s: Array, scene: Scene) -> Pose:
    """Read small print: narrowed lids (AU7), a little nearer."""
    return read(t_s, scene)._replace(squint=PRINT_SQUINT * scene.amount, distance_cm=PRINT_CM)


def read_with_finger(t_s: Array, scene: Scene) -> Pose:
    """Read along with a finger, the hand before the chin."""
    return read(t_s, scene)


def drink(t_s: Array, scene: Scene) -> Pose:
    """Drink in sips, the cup before mouth and nose."""
    return Pose(pitch_deg=SIP_PITCH_DEG * np.sin(pi * np.clip(t_s % SIP_EVERY_S / SIP_S, 0, 1)))


def rub_eye(t_s: Array, scene: Scene) -> Pose:
    """Rub one eye, which is shut and hidden; the other one blinks along a little."""
    rubbing = 0.5 + 0.5 * np.sin(2 * pi * RUB_PER_S * t_s)
    head = Pose(roll_deg=-SIDES[scene.side] * RUB_ROLL_DEG, squint=RUB_OTHER * (0.5 + rubbing))
    return head.plus(one_eye(scene.side, 1.0))


def one_eye(side: str, shut: float) -> Pose:
    """Return a wink of the student's own left or right eye."""
    return Pose(wink_left=shut) if side == LEFT else Pose(wink_right=shut)


def wink(t_s: Array, scene: Scene) -> Pose:
    """Hold a wink for the whole scene; `amount` is how much the other eye goes along."""
    along = Pose(squint=WINK_SQUINT * scene.amount, brow_lowered=WINK_LOWERED * scene.amount)
    return one_eye(scene.side, 1.0).plus(along)


def yawn_behind_hand(t_s: Array, scene: Scene) -> Pose:
    """Yawn once, with a hand that comes before the open mouth."""
    return yawn(t_s, scene)


def change_glasses(t_s: Array, scene: Scene) -> Pose:
    """Put spectacles on, or take them off, in the middle of the scene."""
    return Pose()


def look_aside(t_s: Array, scene: Scene) -> Pose:
    """Turn the head and the eyes aside; `amount` is how far, from 35 to 60 degrees."""
    aside_deg = SIDES[scene.side] * (ASIDE_DEG[0] + scene.amount * (ASIDE_DEG[1] - ASIDE_DEG[0]))
    return Pose(yaw_deg=aside_deg, gaze_yaw_deg=aside_deg)


def sleep(t_s: Array, scene: Scene) -> Pose:
    """Sleep: lids shut for as long as it lasts, under a sunken head."""
    return Pose(closure=1.0, pitch_deg=DOZE_PITCH_DEG)


def doze_lost(t_s: Array, scene: Scene) -> Pose:
    """Doze with a head that sinks so far that the face is lost now and then."""
    dozing = doze(t_s, scene)
    return dozing._replace(pitch_deg=dozing.pitch_deg + DOZE_PITCH_DEG / 2)


def wake(t_s: Array, scene: Scene) -> Pose:
    """Wake up with a start: eyes wide open, and then as usual."""
    return Pose(eyes_wide=WAKING_WIDE * np.clip(1 - t_s / WAKING_S, 0, 1))


def knit(t_s: Array, scene: Scene) -> Pose:
    """Lower the brow and narrow the eyes (AU4 and AU7), with an upright head."""
    return Pose(brow_lowered=scene.amount, squint=KNIT_SQUINT * scene.amount)


def bored(t_s: Array, scene: Scene) -> Pose:
    """Droop: lids half down that open wide now and then, a wandering gaze, a leaning head."""
    opening = t_s % (BORED_DROOP_S + BORED_OPEN_S) > BORED_DROOP_S
    yaw_deg = BORED_YAW_DEG * np.sin(2 * pi * t_s / BORED_YAW_S)
    pitch_deg = BORED_PITCH_DEG * np.sin(2 * pi * t_s / BORED_PITCH_S)
    lids = Pose(closure=np.where(opening, 0, BORED_DROOP), eyes_wide=np.where(opening, BORED_WIDE, 0))
    return lids._replace(
        yaw_deg=yaw_deg / 2,
        roll_deg=SIDES[scene.side] * BORED_ROLL_DEG,
        gaze_yaw_deg=yaw_deg,
        gaze_pitch_deg=pitch_deg,
    )


def shut_eyes(t_s: Array, scene: Scene) -> Pose:
    """Sit with shut eyes."""
    return Pose(closure=1.0)
