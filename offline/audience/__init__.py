"""The room camera as a command: counts the heads before a camera, or in a video, and keeps no picture."""
