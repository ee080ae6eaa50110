/** @file Cards as WebVTT: what is written is read as the same, whatever the words are. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isAddress, newName, readCards, writeCards } from "../../../../library/pages/offers/cards.js";

/** @typedef {import("../../../../library/pages/offers/cards.js").Card} Card */

/** @type {Card[]} */
const CARDS = [
  {
    ...{ name: "queue", start_s: 250, end_s: 390.5, topic: "Queues --> stacks" },
    when: { lost: true, rewound: 2, wrong: false, puzzled_s: 20 },
    offer: [
      { do: "replay", from_s: 250, rate: 0.75 },
      { do: "text", text: "First\nin <b>& first --> out", as: "words" },
      { do: "ask", text: "f(0)?", choices: ["0", "1"], right: 1, wrong_to_s: 251.25 },
    ],
  },
  {
    ...{ name: "late", start_s: 3600, end_s: 14_400 },
    offer: [
      { do: "clip", from_s: 1802, to_s: 1871, as: "example" },
      { do: "link", text: "مثال", href: "https://school.example/a" },
    ],
  },
];

test("cards that are written are read as the same, with any line ends and notes between", () => {
  const vtt = writeCards(CARDS);
  assert.deepEqual(readCards(vtt), CARDS);
  assert.deepEqual(readCards(`\ufeff${vtt}`.replaceAll("\n", "\r\n")), CARDS);
  assert.deepEqual(readCards(vtt.replace("WEBVTT\n", "WEBVTT\n\nNOTE by hand\n")), CARDS);
  assert.equal(vtt.split("-->").length - 1, CARDS.length);
});

test("cards are written in the order of the lesson, and over several lines they are read as well", () => {
  assert.deepEqual(readCards(writeCards(CARDS.toReversed())), CARDS);
  const [card] = CARDS;
  const json = JSON.stringify({ topic: card?.topic, when: card?.when, offer: card?.offer }, null, 1);
  const vtt = `WEBVTT\n\nqueue\n04:10.000 --> 06:30.500\n${json.replaceAll("-->", "--\\u003e")}\n`;
  assert.deepEqual(readCards(vtt), [card]);
});

test("a track that is no JSON throws", () => {
  assert.throws(() => readCards("WEBVTT\n\na\n00:00.000 --> 00:01.000\n{oh\n"), SyntaxError);
});

test("links are https, with no name or password in them", () => {
  for (const href of ["https://a.example", "https://a.example/b?c#d", "https://a.example:8443/ä"])
    assert.ok(isAddress(href), href);
  const wrong = [
    "http://a.example",
    "https://",
    "https://a@b.example",
    "https://a.example/ b",
    "javascript:alert(1)",
  ];
  for (const href of [...wrong, "https://a.example\\b", `https://a.example/${"a".repeat(300)}`])
    assert.ok(!isAddress(href), href);
});

test("a new card has a name that no other has", () => {
  const [first = "", second] = ["help-1", "help-2"];
  const named = (/** @type {string} */ name) => ({ .../** @type {Card} */ (CARDS[0]), name });
  assert.equal(newName([]), first);
  assert.equal(newName([named("help-2")]), "help-3");
  assert.equal(newName([named("a")]), second);
});
