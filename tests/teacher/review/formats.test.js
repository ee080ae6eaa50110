/** @file The files of a review, held against the published rules of each format; no name in any. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Tally } from "../../../classroom/questions/tally.js";
import { piecesOf } from "../../../teacher/review/alignment/anchors.js";
import { readCaptions } from "../../../teacher/review/captions.js";
import { chaptersOf } from "../../../teacher/review/chapters.js";
import {
  chapterTable,
  descriptionLines,
  editList,
  ffmetadata,
  subRip,
  webVtt,
} from "../../../teacher/review/formats.js";

const AT_MS = Date.UTC(2026, 0, 15, 8, 0, 0);
const DURATION_S = 4000;
const PIECES = piecesOf([{ videoS: 0, atMs: AT_MS, exact: true }], DURATION_S);
const MOMENT = {
  ...{ atMs: AT_MS + 872_000, fromMs: AT_MS + 852_000, here: 28, telling: 25, lost: 10, said: 9 },
  ...{ share: 0.4, score: 0.3 },
};
const PROMPT = { id: "q", text: "f;g=h # \\ & <i> -->?", choices: ["a", "b"] };
const HAPPENED = {
  marks: [
    { at: AT_MS + 5000, text: "Home\nwork" },
    { at: AT_MS - 5000, text: "before the recording" },
  ],
  questions: [{ askedAt: AT_MS + 3_723_250, tally: new Tally(PROMPT) }],
  moments: [MOMENT],
  hints: [
    { at: AT_MS + 600_000, lost: 12, here: 28 },
    { at: AT_MS + 700_000, lost: 2, here: 4 },
  ],
};
const TITLES = {
  moment: () => "40% lost",
  hint: (/** @type {import("../../../teacher/review/chapters.js").Hint} */ { lost, here }) =>
    `${lost} of ${here}`,
};
const WITHOUT_HINTS = { ...HAPPENED, hints: [] };
const chapters = chaptersOf(WITHOUT_HINTS, PIECES, TITLES);

test("marks, questions and moments become chapters, as far as the recording shows them", () => {
  assert.deepEqual(
    chapters.map(({ startS, kind, title }) => [startS, kind, title]),
    [
      [5, "mark", "Home work"],
      [852, "lost", "40% lost"],
      [3723.25, "question", PROMPT.text],
    ],
  );
});

test("WebVTT: a header, and cues that follow each other and are read back", () => {
  const text = webVtt(chapters, DURATION_S);
  assert.ok(text.startsWith("WEBVTT\n\n1\n00:00:05.000 --> 00:14:12.000\nHome work\n\n2\n"));
  assert.deepEqual(
    text.split("\n").filter((line) => line.includes("-->")).length,
    3,
    "no title holds an arrow",
  );
  assert.deepEqual(readCaptions(text).at(-1), { fromS: 3723.25, toS: 4000, words: PROMPT.text });
});

test("a description has its first chapter at 0:00, in order, each ten seconds long", () => {
  assert.equal(
    descriptionLines(chapters, "Beginning"),
    `0:00 Home work\n14:12 40% lost\n1:02:03 ${PROMPT.text}\n`,
  );
  const close = [30, 35, 45].map((startS) => ({ ...chapters[0], startS, title: `at ${startS}` }));
  const lines = descriptionLines(/** @type {typeof chapters} */ (close), "Beginning");
  assert.equal(lines, "0:00 Beginning\n0:30 at 30\n0:45 at 45\n");
});

test("FFMETADATA: whole milliseconds, and its five signs escaped", () => {
  const text = ffmetadata(chapters, DURATION_S);
  assert.match(text, /^;FFMETADATA1\n(\[CHAPTER\]\nTIMEBASE=1\/1000\nSTART=\d+\nEND=\d+\ntitle=.*\n){3}$/);
  assert.ok(text.includes("START=3723250\nEND=4000000\ntitle=f\\;g\\=h \\# \\\\ & <i> -->?\n"));
});

test("EDL: one event as CMX3600 has it, and a locator at each chapter", () => {
  const lines = editList(chapters, DURATION_S, "Lesson").split("\n");
  assert.deepEqual(lines.slice(0, 3), ["TITLE: Lesson", "FCM: NON-DROP FRAME", ""]);
  assert.match(lines[3] ?? "", /^\d{3} {2}\w+ {5,}V {5}C {8}(\d\d:\d\d:\d\d:\d\d ?){4}$/);
  assert.equal(lines[5], "* LOC: 00:14:12:00 YELLOW  40% lost");
  assert.match(lines[6] ?? "", /^\* LOC: 01:02:03:06 CYAN {4}f;g/);
});

test("SubRip: numbered notes of ten seconds at most", () => {
  const text = subRip(chapters, DURATION_S);
  assert.ok(text.startsWith("1\n00:00:05,000 --> 00:00:15,000\nHome work\n\n2\n00:14:12,000 -->"));
  assert.equal(readCaptions(text).length, 3);
});

test("a table has the share of a moment and how many it is of", () => {
  const lines = chapterTable(chapters).split("\r\n");
  assert.equal(lines[0], "\ufeffstart,start_s,kind,title,share,lost,said,of");
  assert.equal(lines[2], "00:14:12.000,852,lost,40% lost,0.4,10,9,25");
});

test("a moment just before a recording begins is shown from the recording's first minute on", () => {
  const pieces = piecesOf([{ videoS: 0, atMs: MOMENT.atMs - 10_000, exact: true }], 600);
  const [chapter] = chaptersOf({ ...WITHOUT_HINTS, marks: [], questions: [] }, pieces, TITLES);
  assert.deepEqual([chapter?.startS, chapter?.saidS], [10, 10]);
  assert.deepEqual([chapters[1]?.startS, chapters[1]?.saidS], [852, 872]);
});

test("nothing that happened is no chapter, and still a file", () => {
  assert.equal(webVtt([], 60), "WEBVTT\n\n");
  assert.equal(descriptionLines([], "Beginning"), "0:00 Beginning\n");
});

test("a hint of the board is a chapter, except of fewer than five", () => {
  const hints = chaptersOf(HAPPENED, PIECES, TITLES).filter(({ kind }) => kind === "hint");
  assert.deepEqual(
    hints.map(({ startS, title }) => [startS, title]),
    [[600, "12 of 28"]],
  );
  assert.match(editList(hints, DURATION_S, "Lesson"), /LOC: 00:10:00:00 MAGENTA 12 of 28/);
});
