"""Reasons: why a face is not told, one list, and what of it a teacher may know. Twin of reasons.js.

The reason itself, with what to do about it, is for the student's own page. A report that leaves the device
says at most its group: what to mend is the light, the camera or the face's place in the picture. What is
about the student and not about the picture has no group.
"""

from types import MappingProxyType

GROUPS = ("light", "camera", "face")

GROUP_OF = MappingProxyType(
    {
        "low_light": "light",
        "face_small": "face",
        "face_cut": "face",
        "poor_fit": "face",
        "camera_low": "camera",
        "camera_high": "camera",
        "camera_beside": "camera",
        "camera_sideways": "camera",
        "static_image": "camera",
        "eyes_shut": None,
        "no_eyes": None,
        "gaze_unsteady": None,
    }
)


def group_cues(reason: str | None) -> list[str]:
    """Return the cues of a state that is `unknown` for this reason: its group, where it has one."""
    group = None if reason is None else GROUP_OF.get(reason)
    return [] if group is None else [group]
