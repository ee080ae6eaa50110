/** @file The two lines for a call's chat, in every language a class may have. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../../../../look/language.js";
import { readRoomCode } from "../../../../protocol/room_code.js";
import { chatLines } from "../../../../teacher/board/beside/chat_lines.js";

const ROOM = { code: "00000-00000", student_url: "https://school.example/s#00000-00000" };

for (const language of Object.keys(LANGUAGES)) {
  const sentences = JSON.parse(readFileSync(`teacher/locales/${language}.json`, "utf-8"));

  test(`${language}: two lines, with the link and the code whole and nothing invisible`, () => {
    const lines = chatLines(sentences, ROOM).split("\n");
    assert.equal(lines.length, 2);
    // A chat makes a link of everything up to the next space.
    assert.match(lines[0] ?? "", /\shttps:\/\/school\.example\/s#00000-00000$/);
    assert.match(lines[1] ?? "", /https:\/\/school\.example\/s\s/);
    assert.match(lines[1] ?? "", /00000-00000/);
    assert.doesNotMatch(lines.join(""), /[\u200b-\u200f\u2066-\u2069{}]/);
  });

  test(`${language}: whoever pastes the lines into the student's page is in the room`, () => {
    assert.equal(readRoomCode(chatLines(sentences, ROOM)).code, ROOM.code);
  });
}

test("without sentences the link is there all the same", () => {
  assert.match(chatLines({}, ROOM), /https:\/\/school\.example\/s#00000-00000/);
});
