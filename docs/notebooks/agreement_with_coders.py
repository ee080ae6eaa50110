# %% [markdown]
# # Agreement with human coders
#
# How well do Readroom's labels agree with people who watched, and these with each other? Cohen's kappa for
# two, Krippendorff's alpha for any number, both from NLTK. The coders here are invented: two files made up
# by hand for a synthetic face. Put yours in their place. It needs `pip install ".[frames]" nltk`.
#
# A coder's file is CSV with `start_s,end_s,state`, as `readroom evaluate --truth` takes it, with the states
# that a person can see: focused, neutral, confused, drowsy, away, down, absent, unknown.

# %%
import pandas
from nltk.metrics.agreement import AnnotationTask

import readroom

RECORDING = "examples/lesson.jsonl.gz"
CODERS = {
    "coder 1": "examples/lesson.invented_coder_1.csv",
    "coder 2": "examples/lesson.invented_coder_2.csv",
}
STEP_S = 0.5

# %% [markdown]
# ## One label for each half second and each rater
#
# Readroom's label is the one that held then. Its calibration is left out, for every rater alike: there it
# says nothing yet.

# %%
recording = readroom.open(RECORDING)
table = recording.measures()[["t_s", "state"]].rename(columns={"state": "readroom"})
steps = pandas.DataFrame({"t_s": pandas.Series(range(int(table["t_s"].max() / STEP_S))) * STEP_S})
ratings = pandas.merge_asof(steps, table, on="t_s")
for name, file in CODERS.items():
    coded = pandas.read_csv(file)
    ratings[name] = [
        next((row.state for row in coded.itertuples() if row.start_s <= t_s < row.end_s), None)
        for t_s in ratings["t_s"]
    ]
judged = ratings[ratings["readroom"] != "calibrating"].dropna()
print(f"{len(judged)} half seconds judged by all, of {len(ratings)}")

# %%
print(pandas.crosstab(judged["coder 1"], judged["readroom"]).to_string())

# %% [markdown]
# ## Chance-corrected agreement
#
# The coders' agreement with each other is the bar: a program that agrees with people better than they agree
# among themselves has learnt one of them.


# %%
def task(*raters: str) -> AnnotationTask:
    """Return the ratings of some as NLTK takes them: who, what, and which label."""
    return AnnotationTask([(rater, item, judged[rater][item]) for rater in raters for item in judged.index])


print(f"Cohen's kappa, coder 1 and coder 2:  {task(*CODERS).kappa():.2f}")
for coder in CODERS:
    print(f"Cohen's kappa, {coder} and Readroom: {task(coder, 'readroom').kappa():.2f}")
print(f"Krippendorff's alpha, both coders:   {task(*CODERS).alpha():.2f}")
print(f"Krippendorff's alpha, all three:     {task(*CODERS, 'readroom').alpha():.2f}")

# %% [markdown]
# ## One label against the rest
#
# A kappa over eight states hides the rare one that a study is about.

# %%
for coder in CODERS:
    for state in ("confused", "away"):
        binary = [
            (rater, item, judged[rater][item] == state)
            for rater in (coder, "readroom")
            for item in judged.index
        ]
        print(f"{state:9} {coder} and Readroom: {AnnotationTask(binary).kappa():.2f}")

# %% [markdown]
# ## Before you report it
#
# - Half seconds are not independent: a confidence interval over them is far too narrow. Count episodes, or
#   resample whole people (`readroom.evaluate` counts episodes, onset latency and false onsets).
# - A label comes seconds after what it is about, by rule; coders who press keys are late as well. Say which
#   way you shifted anything, if you did.
# - Say how much was left out: the calibration, `unknown`, and what no coder judged.
# - With people who know each other's codes, or the program's, agreement means nothing.
