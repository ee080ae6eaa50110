# %% [markdown]
# # Comparing the rules for confusion
#
# Three rules can say `confused`: `strict` wants four cues at once, `balanced` lets some be weaker, `brow`
# asks for a lowered brow alone. More found means more said wrongly; this shows by how much, on made-up
# faces whose truth is known. It needs `pip install ".[frames]"`.

# %%
import pandas

import readroom
from readroom.research import Rule

RULES: tuple[Rule, ...] = ("strict", "balanced", "brow")

# %% [markdown]
# ## One lesson
#
# The same 36 seconds under each rule: when it first says `confused`, where the face frowns from second 25
# to 32.

# %%
lesson = readroom.open("examples/lesson.jsonl.gz")
for rule in RULES:
    onsets = [change.t_s for change in lesson.replay(rule) if change.state == "confused"]
    print(f"{rule:10} confused from {min(onsets)} s" if onsets else f"{rule:10} never")

# %% [markdown]
# ## Several faces
#
# Each face attends, is confused, attends, frowns in concentration with an upright head, and attends again.
# Only the second scene is confusion. Change the seconds, the frown or the noise and see what happens:
# `docs/synthetic_scripts.md` lists all that a face can do.


# %%
def script(subject: int, frown: float) -> dict[str, object]:
    """Return most of a minute of one synthetic face."""
    scenes = [
        {"behaviour": "attend", "seconds": 17},
        {"behaviour": "confused", "seconds": 10, "amount": frown},
        {"behaviour": "attend", "seconds": 8},
        {"behaviour": "frown", "seconds": 10, "amount": frown},
        {"behaviour": "attend", "seconds": 6},
    ]
    whole = {"seed": subject, "subject": subject, "fps": 4, "width": 640, "height": 480, "drop_share": 0.05}
    return {"format": "readroom-script", "version": 1, **whole, "scenes": scenes}


# %%
faces = [readroom.synth(script(subject, frown)) for subject in (1, 2, 3) for frown in (0.4, 1.0)]
scored = []
for rule in RULES:
    for face in faces:
        confused = readroom.evaluate(face, face.truth, rule).states["confused"]
        scored.append({"rule": rule, **confused})
table = pandas.DataFrame(scored)
sums = table.groupby("rule", sort=False)[["episodes", "episodes_found", "false_onsets"]].sum()
sums["onset_after_s"] = table.groupby("rule")["onset_latency_median_s"].median()
print(sums.to_string())

# %% [markdown]
# ## What this is not
#
# Five made-up minutes say that the rules do what they say. They say nothing about how many confused people
# frown and tilt their heads, and a rate of false alarms needs hours: `docs/signals.md`, section 16, has
# fifty, and what real footage showed. Before a study, take your own film, have people code it, and go on
# with the next notebook.
