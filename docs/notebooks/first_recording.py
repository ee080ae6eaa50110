# %% [markdown]
# # A first recording
#
# From landmarks to labels and measures, with pandas. The recording is that of a synthetic face: nobody was
# filmed. Run it from the repository's root, cell by cell in an editor that knows `# %%`, or as a script. It
# needs `pip install ".[frames,plot]"`.

# %%
import matplotlib.pyplot as plt

import readroom

lesson = readroom.open("examples/lesson.jsonl.gz")
print(f"{lesson.source}, {lesson.width:.0f} x {lesson.height:.0f} pixels")

# %% [markdown]
# ## What was said, and when
#
# Each change of label, with the cues behind it. The first 15 seconds are the calibration: everything after
# is told against them.

# %%
for change in lesson.replay():
    print(f"{change.t_s:5.1f} s  {change.state:12} {', '.join(change.cues)}")

# %% [markdown]
# ## Every frame as a row
#
# `docs/signals.md` says what each measure is, in which unit, and what it cannot tell. A cell is NaN where
# the frame did not give it: the last frames show an empty seat, and action units need five seconds of the
# face at rest.

# %%
table = lesson.measures()
print(table[["t_s", "state", "yaw_deg", "brow_height_cm", "ear", "au4"]].iloc[[0, 40, 56, 71]].to_string())

# %%
by_state = table.groupby("state")[["yaw_deg", "roll_deg", "brow_z", "au4", "au12"]].mean().round(2)
print(by_state.to_string())

# %% [markdown]
# While the label was `confused` the brow was lowered (AU4) and the head tilted (roll); there was no smile
# (AU12). That is all the label means: a lowered brow goes with concentration and bright light as well.

# %%
figure, axes = plt.subplots(2, 1, sharex=True, figsize=(9, 5), layout="constrained")
axes[0].plot(table["t_s"], table["yaw_deg"], label="head aside, degrees")
axes[0].plot(table["t_s"], table["roll_deg"], label="head tilted, degrees")
axes[1].plot(table["t_s"], table["au4"], label="brow lowered (AU4), 0 to 1")
for axis in axes:
    axis.legend(loc="upper left")
axes[1].set_xlabel("seconds")
plt.show()

# %% [markdown]
# ## For other programs
#
# A table with OpenFace's columns, units and signs. What is not measured has no column.

# %%
rows = readroom.to_openface(lesson, "/tmp/lesson.csv")
print(f"{rows} rows")
