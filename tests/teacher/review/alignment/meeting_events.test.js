/** @file What a BigBlueButton meeting tells of its recording. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lessonTime, piecesOf, videoTime } from "../../../../teacher/review/alignment/anchors.js";
import { meetingAnchors } from "../../../../teacher/review/alignment/meeting_events.js";

const AT_MS = 1_768_464_000_000;

/**
 * @param {number} afterS
 * @param {boolean} on
 */
const press = (afterS, on) =>
  `<event timestamp="${5000 + afterS * 1000}" module="PARTICIPANT" eventname="RecordStatusEvent">
    <status>${on}</status><userId>w_1</userId><timestampUTC>${AT_MS + afterS * 1000}</timestampUTC></event>`;

const JOIN = `<event timestamp="5000" module="PARTICIPANT" eventname="ParticipantJoinEvent"><name>Mia</name></event>`;

test("each piece between two presses of the record button is laid over its time", () => {
  const xml = `<recording meeting_id="abc-${AT_MS}">${JOIN}${press(60, true)}${press(360, false)}${press(600, true)}</recording>`;
  const pieces = piecesOf(meetingAnchors(xml), 500);
  assert.equal(lessonTime(pieces, 0), AT_MS + 60_000);
  assert.equal(lessonTime(pieces, 299), AT_MS + 359_000);
  assert.equal(lessonTime(pieces, 301), AT_MS + 601_000);
  assert.equal(videoTime(pieces, AT_MS + 480_000), null, "nothing was recorded then");
});

test("older servers tell the time since they started, and the meeting's beginning in its name", () => {
  const old = press(60, true).replace(/<timestampUTC>.*<\/timestampUTC>/, "");
  const [anchor] = meetingAnchors(`<recording meeting_id="abc-${AT_MS}">${JOIN}${old}</recording>`);
  assert.deepEqual(anchor, { videoS: 0, atMs: AT_MS + 60_000, exact: false });
});

test("a description alone tells the beginning, and any other file nothing", () => {
  const [anchor] = meetingAnchors(`<recording><start_time>${AT_MS}</start_time></recording>`);
  assert.deepEqual(anchor, { videoS: 0, atMs: AT_MS, exact: false });
  assert.deepEqual(meetingAnchors("<svg/>"), []);
  assert.deepEqual(meetingAnchors(""), []);
});
