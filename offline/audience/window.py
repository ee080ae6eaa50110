"""Window: the picture with its rectangles, for whoever stands at this computer; it is shown and not kept."""

from collections.abc import Sequence

import cv2

from offline.record.pictures import Picture
from signals.audience.merging import Box

TITLE = "Readroom: the camera is on"
RED = (48, 48, 255)
# What Escape and q are to OpenCV.
QUIT = (27, ord("q"))


def show(picture: Picture, boxes: Sequence[Box]) -> bool:
    """Show a picture; return whether somebody asked for the end."""
    shown = picture.copy()
    for left, top, width, height in boxes:
        corner, end = (int(left), int(top)), (int(left + width), int(top + height))
        cv2.rectangle(shown, corner, end, RED, 2)
    cv2.imshow(TITLE, shown)
    return cv2.waitKey(1) & 0xFF in QUIT


def close() -> None:
    """Close the window."""
    cv2.destroyAllWindows()
