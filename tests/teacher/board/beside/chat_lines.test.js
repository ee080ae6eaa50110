/** @file The two lines for a call's chat, in every language a class may have. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../../../../look/language.js";
import { readRoomCode } from "../../../../protocol/room_code.js";
import { chatLines, sentencesOf } from "../../../../teacher/board/beside/chat_lines.js";

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

test("the sentences of a language come once, and are asked for again where they did not come", async (context) => {
  const answers = [new Response("", { status: 503 }), Response.json({ "chat.link": "{link}" })];
  const asked = context.mock.method(globalThis, "fetch", async () => answers.shift());
  await assert.rejects(sentencesOf("de"), /answers 503/);
  const [first, second] = await Promise.all([sentencesOf("de"), sentencesOf("de")]);
  assert.deepEqual(first, { "chat.link": "{link}" });
  assert.equal(second, first);
  assert.equal(await sentencesOf("de"), first);
  assert.equal(asked.mock.callCount(), 2);
});
