/** @file Notices: what can be done where the board has no room. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeOf } from "../../../teacher/board/notices.js";
import { speakEnglish } from "../../look/english.js";

speakEnglish("look", "teacher");

test("a refusal that may pass lets the teacher try again; a wrong key does not", () => {
  assert.equal(noticeOf({ ok: false, error: "server_error", message: "Sorry." }).reopens, true);
  assert.equal(noticeOf({ ok: false, error: "bad_token", message: "Forged." }).reopens, false);
});
