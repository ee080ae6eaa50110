/** @file The editor's history, times and faults: what is typed is read, what is wrong is said, every step goes back. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "../../../../library/pages/edit/faults.js";
import { withCards } from "../../../../library/pages/edit/files.js";
import { History } from "../../../../library/pages/edit/history.js";
import { readTime, timeText } from "../../../../library/pages/edit/times.js";

/** @typedef {import("../../../../library/pages/offers/cards.js").Card} Card */
/** @typedef {import("../../../../library/pages/offers/cards.js").Offer} Offer */

test("steps go back and forth, a new one ends what could be done again, and what is saved is known", () => {
  const history = new History("a");
  history.change("b");
  history.change("c");
  assert.deepEqual(
    [history.now, history.canUndo, history.canRedo, history.isSaved],
    ["c", true, false, false],
  );
  history.undo();
  history.undo();
  history.undo();
  assert.deepEqual(
    [history.now, history.canUndo, history.canRedo, history.isSaved],
    ["a", false, true, true],
  );
  history.redo();
  history.saved("b");
  assert.ok(history.isSaved);
  history.change("d");
  assert.deepEqual([history.canRedo, history.isSaved], [false, false]);
});

test("times are read as people write them, and written so that they are read as the same", () => {
  const times = { "4:10": 250, "0:05": 5, "1:02:03.5": 3723.5, 75: 75, "0:00.25": 0.25, "4:00:00": 14_400 };
  for (const [words, time_s] of Object.entries(times)) assert.equal(readTime(words), time_s);
  for (const time_s of [0, 5, 59.999, 60, 3599.5, 3600, 14_400])
    assert.equal(readTime(timeText(time_s)), time_s);
  for (const words of ["", "a", "1:75", "-1", "5:00:00", "1:2:3:4"])
    assert.equal(readTime(words), null, words);
});

/** @param {Offer[]} offer */
const card = (...offer) => ({ name: "a", start_s: 1, end_s: 2, offer });

test("what keeps a card from its students is said, offer by offer", () => {
  /** @type {Offer[]} */
  const whole = [
    { do: "replay", from_s: 0 },
    { do: "text", text: "a" },
    { do: "ask", text: "a", choices: ["b", "c"], right: 1 },
    { do: "clip", from_s: 0, to_s: 1 },
    { do: "link", text: "a", href: "https://a.example" },
  ];
  assert.deepEqual(faultsOf(card(...whole)), []);
  assert.deepEqual(faultsOf({ ...card(), end_s: 1 }), [
    { place: null, what: "stretch" },
    { place: null, what: "none" },
  ]);
  /** @type {Offer[]} */
  const broken = [
    { do: "text", text: " " },
    { do: "ask", text: "a", choices: ["b", ""], right: 0 },
    { do: "clip", from_s: 1, to_s: 1 },
    { do: "link", text: "a", href: "http://a.example" },
  ];
  assert.deepEqual(
    faultsOf(card(...broken)).map(({ what }) => what),
    ["words", "choices", "clip", "address"],
  );
});

test("cards that come from elsewhere get names of their own", () => {
  const own = card({ do: "text", text: "a" });
  const all = withCards([own], [own, { ...own, name: "" }, { ...own, name: "b" }]);
  assert.equal(new Set(all.map(({ name }) => name)).size, 4);
  assert.equal(all[3]?.name, "b");
});
