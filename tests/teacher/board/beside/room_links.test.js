/** @file The links for whoever looks on: asked for once, and anew after a refusal. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { RoomLinks } from "../../../../teacher/board/beside/room_links.js";

/** @typedef {import("../../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const REFUSED = /** @type {const} */ ({ ok: false, error: "too_fast", message: "Wait." });

/** @param {Acknowledgement[]} answers in their order; the last one again and again */
function asking(...answers) {
  /** @type {unknown[]} */
  const asked = [];
  const links = new RoomLinks({
    send: async (event, payload) => {
      asked.push([event, payload]);
      return /** @type {Acknowledgement} */ (answers[Math.min(asked.length, answers.length) - 1]);
    },
  });
  return { links, asked };
}

test("phone and dock are a watcher's, and the relay is asked once for both", async () => {
  const { links, asked } = asking({ ok: true, url: "https://school.example/t#w.KEY" });
  assert.deepEqual(await Promise.all([links.watch(), links.dock()]), [
    "https://school.example/t#w.KEY",
    "https://school.example/t#w.KEY&view=dock",
  ]);
  assert.deepEqual(asked, [["link", { role: "watcher" }]]);
});

test("the overlay's link is a projector's, which knows nobody", async () => {
  const { links, asked } = asking({ ok: true, url: "https://school.example/p#p.KEY" });
  assert.equal(await links.overlay(), "https://school.example/t#p.KEY&view=overlay");
  assert.deepEqual(asked, [["link", { role: "projector" }]]);
});

test("a refusal is told, and the next press asks anew", async () => {
  const { links, asked } = asking(REFUSED, { ok: true, url: "https://school.example/t#w.KEY" });
  assert.deepEqual(await links.dock(), REFUSED);
  assert.equal(await links.watch(), "https://school.example/t#w.KEY");
  assert.equal(asked.length, 2);
});
