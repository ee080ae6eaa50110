/** @file Captions of a recording: both kinds, and what is said around a second. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { captionsTrack, readCaptions, wordsAround } from "../../../teacher/review/captions.js";

const VTT = `WEBVTT

NOTE made by a program

1
00:10.000 --> 00:14.000 align:start
<v Teacher>So the chain rule</v> says

00:00:14.000 --> 00:00:18.500
that f of g &amp; its <i>inner</i> part
are multiplied.

01:00:00.000 --> 01:00:02.000
Goodbye
`;
const SRT =
  "1\r\n00:00:10,000 --> 00:00:14,000\r\nSo the chain rule says\r\n\r\n2\r\n01:00:00,000 --> 01:00:02,000\r\nGoodbye\r\n";

test("WebVTT and SubRip are read, without their markup", () => {
  assert.deepEqual(readCaptions(VTT), [
    { fromS: 10, toS: 14, words: "So the chain rule says" },
    { fromS: 14, toS: 18.5, words: "that f of g & its inner part are multiplied." },
    { fromS: 3600, toS: 3602, words: "Goodbye" },
  ]);
  assert.deepEqual(readCaptions(SRT), [
    { fromS: 10, toS: 14, words: "So the chain rule says" },
    { fromS: 3600, toS: 3602, words: "Goodbye" },
  ]);
  assert.deepEqual(readCaptions("no captions at all"), []);
});

test("a quarter of a minute before and after is what was being said", () => {
  const cues = readCaptions(VTT);
  assert.equal(wordsAround(cues, 20), "So the chain rule says that f of g & its inner part are multiplied.");
  assert.equal(wordsAround(cues, 33), "that f of g & its inner part are multiplied.");
  assert.equal(wordsAround(cues, 100), "");
});

test("lines that scroll are told once, and a long speech is shortened", () => {
  const scrolling = [1, 2].map((fromS) => ({ fromS, toS: fromS + 1, words: "again" }));
  assert.equal(wordsAround(scrolling, 2), "again");
  const long = [{ fromS: 0, toS: 5, words: "word ".repeat(200) }];
  assert.equal([...wordsAround(long, 0)].length, 401);
});

test("a player gets what was read, whatever file it came from", () => {
  const cues = readCaptions(SRT);
  assert.ok(captionsTrack(cues).startsWith("WEBVTT\n\n00:00:10.000 --> 00:00:14.000\nSo the chain"));
  assert.deepEqual(readCaptions(captionsTrack(readCaptions(VTT))), readCaptions(VTT));
});
