/** @file H5P in and out: each kind is taken over, the rest is listed by name, and what was written is read as the same. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readH5p } from "../../../../library/pages/exchange/h5p_read.js";
import { contentOf, writeH5p } from "../../../../library/pages/exchange/h5p_write.js";
import { unzipTexts, zipTexts } from "../../../../library/pages/exchange/zip.js";

/** @typedef {import("../../../../library/pages/offers/cards.js").Card} Card */

/**
 * @param {string} library
 * @param {object} params
 * @param {object} [more]
 */
const interaction = (library, params, more = {}) => ({
  duration: { from: 10, to: 20 },
  libraryTitle: library.split(" ")[0]?.replace("H5P.", ""),
  action: { library, params, metadata: { title: "Untitled Text" } },
  ...more,
});
/**
 * @param {object[]} interactions
 * @param {object[]} [bookmarks]
 */
const content = (interactions, bookmarks = []) => ({
  interactiveVideo: { assets: { interactions, bookmarks } },
});
const LESSON = {
  ...{
    title: "Queues",
    source: "https://school.example/library/media/a",
    mime: "video/webm",
    language: "en",
  },
  chapters: [{ time_s: 5, title: "Start & end" }],
  say: () => "Part",
};

const CHOICES = [
  { text: "<div>Last&nbsp;in</div>\n", correct: false },
  { text: "First &lt;in&gt;", correct: true },
];
const FIXTURE = content(
  [
    interaction(
      "H5P.MultiChoice 1.16",
      { question: "<p>What is a <strong>queue</strong>?</p>\n<p>Think.</p>", answers: CHOICES },
      { label: "<p>Queues</p>", adaptivity: { wrong: { seekTo: "0:04", allowOptOut: true } } },
    ),
    interaction("H5P.SingleChoiceSet 1.11", {
      choices: [
        { question: "One?", answers: ["yes", "no"] },
        { question: "Two??!!", answers: ["<p>yes</p>", "no", "perhaps"] },
      ],
    }),
    interaction("H5P.TrueFalse 1.8", {
      ...{ question: "FIFO?", correct: "true", l10n: { trueText: "Wahr", falseText: "Falsch" } },
    }),
    interaction("H5P.Text 1.1", { text: "<p>First in,<br>first out</p><script>alert(1)</script>" }),
    interaction("H5P.Link 1.3", { title: "More", linkWidget: { protocol: "https://", url: "a.example/b" } }),
    interaction("H5P.GoToQuestion 1.3", {
      ...{
        text: "Where?",
        choices: [
          { text: "Definition", goTo: 30 },
          { text: "Example", goTo: "1:00:04.5" },
        ],
      },
    }),
    interaction("H5P.MultiChoice 1.16", {
      ...{ question: "All?", answers: CHOICES.map(({ text }) => ({ text, correct: true })) },
    }),
    interaction("H5P.DragText 1.8", {}, { libraryTitle: "Drag the Words", label: "Gaps" }),
    interaction("H5P.Link 1.3", { title: "Old", linkWidget: { protocol: "http://", url: "a.example" } }),
    interaction("H5P.Text 1.1", { text: "a".repeat(601) }),
    interaction("H5P.Text 1.1", { text: "<p></p>" }),
  ],
  [
    { time: 60, label: "Stacks" },
    { time: "0:05", label: "<p>Queues</p>" },
  ],
);

test("each kind of interaction becomes an offer, in cards of at most five by stretch and topic", () => {
  const { cards, chapters, left } = readH5p(FIXTURE);
  const offers = cards.flatMap(({ offer }) => offer);
  assert.deepEqual(
    cards.map(({ topic, start_s, end_s, offer }) => [topic, start_s, end_s, offer.length]),
    [
      ["Queues", 10, 20, 1],
      [undefined, 10, 20, 5],
      [undefined, 10, 20, 2],
    ],
  );
  assert.equal(new Set(cards.map(({ name }) => name)).size, 3);
  assert.deepEqual(offers[0], {
    ...{
      do: "ask",
      text: "What is a queue?\nThink.",
      choices: ["Last in", "First <in>"],
      right: 1,
      wrong_to_s: 4,
    },
  });
  for (const offer of offers.slice(1, 3))
    assert.ok(offer.do === "ask" && offer.choices[offer.right] === "yes", JSON.stringify(offer));
  assert.deepEqual(offers.slice(3), [
    { do: "ask", text: "FIFO?", choices: ["Wahr", "Falsch"], right: 0 },
    { do: "text", text: "First in,\nfirst out" },
    { do: "link", text: "More", href: "https://a.example/b" },
    { do: "clip", from_s: 30, to_s: 90, text: "Definition" },
    { do: "clip", from_s: 3604.5, to_s: 3664.5, text: "Example" },
  ]);
  assert.deepEqual(chapters, [
    { time_s: 5, title: "Queues" },
    { time_s: 60, title: "Stacks" },
  ]);
  assert.deepEqual(left, [
    { name: "MultiChoice", why: "several" },
    { name: "Drag the Words: Gaps", why: "kind" },
    { name: "Link", why: "address" },
    { name: "Text", why: "long" },
    { name: "Text", why: "empty" },
  ]);
});

test("what is no interactive video holds nothing, and throws nothing", () => {
  for (const each of [
    null,
    {},
    [],
    { interactiveVideo: { assets: { interactions: [null, 5, {}, { action: 1 }] } } },
  ])
    assert.deepEqual(readH5p(each).cards, []);
});

test("imported, exported and imported again is the same", () => {
  const first = readH5p(FIXTURE);
  const again = readH5p(
    JSON.parse(JSON.stringify(contentOf(first.cards, { ...LESSON, chapters: first.chapters }))),
  );
  assert.deepEqual(again, { ...first, left: [] });
});

test("cards of our own come back whole from an archive, and without our words as far as H5P goes", async () => {
  /** @type {Card[]} */
  const cards = [
    {
      ...{ name: "queue", start_s: 10, end_s: 20, topic: "Queues & <co>" },
      when: { lost: true, rewound: 3, wrong: false, puzzled_s: 30 },
      offer: [
        { do: "replay", from_s: 10.5, rate: 0.75 },
        { do: "text", text: 'First in,\n"first" out', as: "words" },
        { do: "ask", text: "f(0)?", choices: ["0", "<1>"], right: 1, wrong_to_s: 11 },
        { do: "clip", from_s: 30, to_s: 41.25, as: "example" },
        { do: "link", text: "More", href: "https://a.example/b?c=1&d", as: "exercise" },
      ],
    },
    {
      name: "late",
      start_s: 12,
      end_s: 15,
      when: {},
      offer: [{ do: "clip", from_s: 1, to_s: 2, text: "Here" }],
    },
    { name: "last", start_s: 30, end_s: 40, offer: [{ do: "replay", from_s: 30 }] },
  ];
  const archive = zipTexts(writeH5p(cards, LESSON));
  const texts = await unzipTexts(archive, (name) => name.endsWith(".json"));
  assert.deepEqual(JSON.parse(texts.get("h5p.json") ?? "").mainLibrary, "H5P.InteractiveVideo");
  const written = JSON.parse(texts.get("content/content.json") ?? "");
  assert.deepEqual(readH5p(written), { cards, chapters: LESSON.chapters, left: [] });
  for (const each of written.interactiveVideo.assets.interactions) delete each.readroom;
  const plain = readH5p(written);
  assert.deepEqual(plain.left, []);
  assert.equal(plain.cards[0]?.topic, "Queues & <co>");
  assert.deepEqual(plain.cards[0]?.offer[2], cards[0]?.offer[2]);
});
