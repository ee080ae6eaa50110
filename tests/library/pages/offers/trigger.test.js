/** @file The trigger of help: what calls a card, and that whatever happens there is one at a time and never too many. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LATE_S, OfferTrigger, PAUSE_S, whenOf } from "../../../../library/pages/offers/trigger.js";

/** @typedef {import("../../../../library/pages/offers/cards.js").Card} Card */

/**
 * @param {string} name
 * @param {number} start_s
 * @param {number} end_s
 * @param {import("../../../../library/pages/offers/cards.js").When} [when]
 * @returns {Card}
 */
const card = (name, start_s, end_s, when) => ({
  ...{ name, start_s, end_s, offer: [{ do: "text", text: "a" }] },
  ...(when === undefined ? {} : { when }),
});
const WIDE = card("wide", 0, 100);
const NARROW = card("narrow", 20, 40);

/**
 * @param {Card[]} cards
 * @param {boolean} [reads_faces]
 */
const triggerOf = (cards, reads_faces = false) => new OfferTrigger(cards, { reads_faces });

test("pressing lost brings the narrower card at once, and after a stretch for ten seconds more", () => {
  const trigger = triggerOf([WIDE, NARROW]);
  trigger.lost(30);
  assert.equal(trigger.next(30, 0), NARROW);
  trigger.close("done");
  trigger.lost(100 + LATE_S);
  assert.equal(trigger.next(100 + LATE_S, PAUSE_S), WIDE);
  trigger.close("done");
  trigger.lost(101 + LATE_S);
  assert.equal(trigger.next(101 + LATE_S, 2 * PAUSE_S), null);
});

test("going back twice into a stretch calls it; the page's own jumps and small steps do not", () => {
  const trigger = triggerOf([NARROW]);
  for (const time_s of [30, 29, 31, 22, 30]) trigger.play(time_s);
  assert.equal(trigger.next(30, 0), null);
  trigger.jump();
  trigger.play(25);
  assert.equal(trigger.next(25, 0), null);
  trigger.play(39);
  trigger.play(21);
  assert.equal(trigger.next(21, 0), NARROW);
});

test("a wrong answer calls the card of the part it was about, and not the one it was given on", () => {
  const trigger = triggerOf([WIDE, NARROW]);
  trigger.open(NARROW, 0);
  trigger.wrong(30);
  trigger.close("done");
  assert.equal(trigger.next(30, PAUSE_S - 1), null);
  assert.equal(trigger.next(30, PAUSE_S), WIDE);
});

test("looking puzzled counts where the policy has labels, and nowhere else", () => {
  for (const reads_faces of [true, false]) {
    const trigger = triggerOf([NARROW], reads_faces);
    for (let second = 0; second < 19; second += 1) trigger.puzzled(25, 1);
    assert.equal(trigger.next(25, 0), null);
    trigger.puzzled(25, 1);
    assert.equal(trigger.next(25, 0), reads_faces ? NARROW : null);
  }
});

test("what a card does not name does not call it", () => {
  const trigger = triggerOf([card("quiet", 0, 50, {})], true);
  trigger.lost(10);
  trigger.wrong(10);
  trigger.puzzled(10, 100);
  for (const time_s of [30, 10, 30, 10, 30, 10]) trigger.play(time_s);
  assert.equal(trigger.next(10, 0), null);
});

test("what was called and left behind does not come any more", () => {
  const trigger = triggerOf([NARROW, card("far", 200, 300)]);
  trigger.lost(30);
  assert.equal(trigger.next(250, 0), null);
  assert.equal(trigger.next(30, 0), null);
});

/** @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

test("in any order of events there is one card at a time, three minutes between two, none again after a no", () => {
  let shownCards = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = randomOf(seed);
    const cards = Array.from({ length: 6 }, (_, index) => {
      const start_s = random() * 300;
      const when =
        random() < 0.3 ? undefined : { lost: random() < 0.7, rewound: 2, wrong: true, puzzled_s: 5 };
      return card(`card-${index}`, start_s, start_s + 5 + random() * 120, when);
    });
    const trigger = triggerOf(cards, random() < 0.5);
    let [now_s, time_s, last_s, never] = [0, 0, Number.NEGATIVE_INFINITY, false];
    /** @type {Card | null} */
    let open = null;
    const declined = new Set();
    for (let step = 0; step < 400; step += 1) {
      now_s += random() * 20;
      time_s = random() < 0.7 ? time_s + random() * 5 : random() * 400;
      const choice = random();
      if (choice < 0.3) trigger.play(time_s);
      else if (choice < 0.5) trigger.lost(time_s);
      else if (choice < 0.6) trigger.wrong(time_s);
      else if (choice < 0.7) trigger.puzzled(time_s, 3);
      else if (choice < 0.8) trigger.jump();
      else if (open !== null) {
        const answer = choice < 0.9 ? "done" : choice < 0.99 ? "later" : "never";
        if (answer === "later") declined.add(open);
        never ||= answer === "never";
        trigger.close(answer);
        open = null;
      }
      const next = trigger.next(time_s, now_s);
      if (next === null) continue;
      shownCards += 1;
      assert.equal(open, null);
      assert.ok(now_s - last_s >= PAUSE_S);
      assert.ok(!never && !declined.has(next));
      assert.ok(next.start_s <= time_s && time_s <= next.end_s + LATE_S);
      assert.ok(Object.keys(whenOf(next)).length > 0);
      [open, last_s] = [next, now_s];
    }
  }
  assert.ok(shownCards > 1000);
});
