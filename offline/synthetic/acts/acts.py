"""Synthetic acts: what a student does at the screen and beside it, as poses over time; for tests only."""

from math import pi

import numpy as np

from offline.synthetic.acts.scene import SIDES, Scene
from offline.synthetic.people.pose import Array, Pose

# A line of text on a laptop spans twenty degrees and takes a second and a half; a page, half a minute.
READING_DEG, LINE_S, SWEEP_S, PAGE_S, PAGE_DEG = 20.0, 1.5, 0.15, 30.0, 12.0
# The head follows the eyes by a fifth of small moves.
HEAD_SHARE = 0.2
# Paper on the desk lies well under the screen; lowered eyes have half-lowered lids.
NOTES_PITCH_DEG, NOTES_GAZE_DEG, NOTES_CLOSURE = -34.0, -48.0, 0.35
WRITING_DEG, WRITING_S = 3.0, 4.0
# Four syllables a second, in phrases of three seconds, with the jaw less than a centimetre open.
SYLLABLES_PER_S, PHRASE_S, TALKING_OPEN, TALKING_NOD_DEG = 4.0, 3.0, 0.3, 2.0
# A yawn opens the mouth by 2.7 cm of 3, narrows the eyes and lifts the head.
YAWN_OPEN, YAWN_CLOSURE, YAWN_PITCH_DEG, YAWN_RAMP_S = 0.9, 0.5, 6.0, 1.0
BLINK_EVERY_S, BLINK_S = 1.0, 0.25
# Eyes that fall shut for three seconds of every seven, under a sinking head: PERCLOS far over .15.
DOZE_ROUND_S, DOZE_SHUT_S, DOZE_HEAVY, DOZE_PITCH_DEG, LID_S = 7.0, 3.0, 0.35, -10.0, 0.3
LEAN_CM = -20.0
SECOND_SCREEN_YAW_DEG, SECOND_SCREEN_GAZE_DEG = 28.0, 42.0
# Far enough to leave the picture from any seat.
LEAVING_X = 0.8
TILT_DEG = 12.0
# Who studies looks over the whole screen, and rests on each thing for a second or three.
STUDY_WIDTH_DEG, STUDY_HEIGHT_DEG, STUDY_S = 22.0, 12.0, 1.7
# Neighbours, windows and clocks get less than two seconds.
GLANCE_YAW_DEG, GLANCE_GAZE_DEG = 20.0, 40.0
# Who thinks looks up from the screen's middle, not off the screen.
THINK_GAZE_DEG, THINK_PITCH_DEG, THINK_RAISED = 12.0, 4.0, 0.4
# Shares of a golden section never fall into step with anything.
GOLDEN = 0.6180339887498949


def attend(t_s: Array, scene: Scene) -> Pose:
    """Look at the middle of the screen with a relaxed face."""
    return Pose()


def study(t_s: Array, scene: Scene) -> Pose:
    """Look over the whole screen, now here, now there."""
    number = np.floor(t_s / STUDY_S)
    yaw_deg = (number * GOLDEN % 1 - 0.5) * STUDY_WIDTH_DEG
    pitch_deg = (number * GOLDEN * GOLDEN % 1 - 0.5) * STUDY_HEIGHT_DEG
    return _looking(yaw_deg, pitch_deg)


def read(t_s: Array, scene: Scene) -> Pose:
    """Read line by line down a page, from the student's left to the right."""
    along_s = t_s % LINE_S
    share = np.minimum(along_s / (LINE_S - SWEEP_S), (LINE_S - along_s) / SWEEP_S)
    return _looking((0.5 - share) * READING_DEG, (0.5 - t_s % PAGE_S / PAGE_S) * PAGE_DEG)


def _looking(yaw_deg: Array, pitch_deg: Array) -> Pose:
    return Pose(HEAD_SHARE * yaw_deg, HEAD_SHARE * pitch_deg, 0, yaw_deg, pitch_deg)


def think(t_s: Array, scene: Scene) -> Pose:
    """Look up, with raised brows."""
    return Pose(pitch_deg=THINK_PITCH_DEG, gaze_pitch_deg=THINK_GAZE_DEG, brow_raised=THINK_RAISED)


def take_notes(t_s: Array, scene: Scene) -> Pose:
    """Write on paper on the desk."""
    across_deg = WRITING_DEG * np.sin(2 * pi * t_s / WRITING_S)
    down = Pose(pitch_deg=NOTES_PITCH_DEG, gaze_pitch_deg=NOTES_GAZE_DEG, closure=NOTES_CLOSURE)
    return down._replace(yaw_deg=across_deg, gaze_yaw_deg=across_deg)


def talk(t_s: Array, scene: Scene) -> Pose:
    """Speak in phrases, nodding a little."""
    phrase = np.maximum(0.0, np.sin(2 * pi * t_s / PHRASE_S))
    syllable = 0.5 - 0.5 * np.sin(2 * pi * SYLLABLES_PER_S * t_s)
    return Pose(mouth_open=TALKING_OPEN * phrase * syllable, pitch_deg=TALKING_NOD_DEG * phrase)


def smile(t_s: Array, scene: Scene) -> Pose:
    """Smile at the screen."""
    return Pose(smile=scene.amount)


def raise_brows(t_s: Array, scene: Scene) -> Pose:
    """Raise the brows (AU1 and AU2)."""
    return Pose(brow_raised=scene.amount)


def yawn(t_s: Array, scene: Scene) -> Pose:
    """Yawn once, for the whole scene."""
    share = np.clip(np.minimum(t_s, scene.seconds - t_s) / YAWN_RAMP_S, 0, 1)
    return Pose(pitch_deg=YAWN_PITCH_DEG * share, mouth_open=YAWN_OPEN * share, closure=YAWN_CLOSURE * share)


def blink(t_s: Array, scene: Scene) -> Pose:
    """Blink once a second."""
    share = (t_s % BLINK_EVERY_S) / BLINK_S
    return Pose(closure=np.where(share < 1, np.sin(pi * share), 0.0))


def doze(t_s: Array, scene: Scene) -> Pose:
    """Doze: heavy lids that fall shut for seconds, again and again."""
    left_s = DOZE_ROUND_S - t_s % DOZE_ROUND_S
    shut = np.clip(np.minimum(DOZE_SHUT_S - left_s, left_s) / LID_S, 0, 1)
    return Pose(closure=DOZE_HEAVY + (1 - DOZE_HEAVY) * shut, pitch_deg=DOZE_PITCH_DEG * shut)


def lean_in(t_s: Array, scene: Scene) -> Pose:
    """Come nearer to the screen."""
    return Pose(distance_cm=LEAN_CM)


def second_screen(t_s: Array, scene: Scene) -> Pose:
    """Look at a screen beside the first."""
    side = SIDES[scene.side]
    return Pose(yaw_deg=side * SECOND_SCREEN_YAW_DEG, gaze_yaw_deg=side * SECOND_SCREEN_GAZE_DEG)


def glance(t_s: Array, scene: Scene) -> Pose:
    """Look aside, at something that is soon seen."""
    side = SIDES[scene.side]
    return Pose(yaw_deg=side * GLANCE_YAW_DEG, gaze_yaw_deg=side * GLANCE_GAZE_DEG)


def leave(t_s: Array, scene: Scene) -> Pose:
    """Walk out of the picture."""
    return Pose(x=SIDES[scene.side] * LEAVING_X)


def frown(t_s: Array, scene: Scene) -> Pose:
    """Lower the brow (AU4), with an upright head."""
    return Pose(brow_lowered=scene.amount)


def tilt(t_s: Array, scene: Scene) -> Pose:
    """Tilt the head to the shoulder of that side: towards the student's own left is a negative roll."""
    return Pose(roll_deg=-SIDES[scene.side] * TILT_DEG)


def confused(t_s: Array, scene: Scene) -> Pose:
    """Frown with a tilted head, the gaze on the screen."""
    return frown(t_s, scene).plus(tilt(t_s, scene))
