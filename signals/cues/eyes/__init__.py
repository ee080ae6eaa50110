"""Eyes: the lids over time: closure, blinks, closed eyes and drowsiness."""
