/** @file Chapters track: times, the last chapter's end, and titles that look like markup. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { chaptersTrack } from "../../../../library/pages/exchange/chapters_track.js";

test("each chapter lasts until the next one begins, and the last until the end of the lesson", () => {
  const chapters = [
    { time_s: 0, title: "Queues" },
    { time_s: 65.5, title: "Stacks" },
  ];
  assert.equal(
    chaptersTrack(chapters, 120),
    "WEBVTT\n\n00:00:00.000 --> 00:01:05.500\nQueues\n\n00:01:05.500 --> 00:02:00.000\nStacks\n",
  );
});

test("where nobody knows how long the lesson is, the last chapter lasts a second", () => {
  assert.match(chaptersTrack([{ time_s: 9, title: "End" }], 0), /00:00:09\.000 --> 00:00:10\.000\nEnd/);
});

test("a title cannot become a tag, an entity or another cue", () => {
  const track = chaptersTrack([{ time_s: 0, title: "<b> & --> c" }], 5);
  assert.match(track, /\n&lt;b&gt; &amp; --&gt; c\n$/);
});
