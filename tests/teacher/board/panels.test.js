/** @file The board's panels: each is loaded, and each one's markup stands in its own folder. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const BOARD = "teacher/board";
/** Holds the interface of panels and what they share. */
const NO_PANEL = "toolkit";
/** Tells a page of its own what to show. */
const WITHOUT_MARKUP = ["projector"];

const panels = readdirSync(BOARD).filter(
  (folder) => folder !== NO_PANEL && existsSync(`${BOARD}/${folder}/panel.js`),
);

test("every panel is loaded by the board or by its list of panels", () => {
  const loaded = ["board.js", "panels.js"].map((file) => readFileSync(`${BOARD}/${file}`, "utf-8")).join();
  assert.ok(panels.length > 5);
  assert.deepEqual(
    panels.filter((folder) => !loaded.includes(`"./${folder}/panel.js"`)),
    [],
  );
});

test("every panel has markup in its own folder, and the page names it", () => {
  const page = readFileSync(`${BOARD}/board.html`, "utf-8");
  assert.deepEqual(
    panels.filter(
      (folder) => !WITHOUT_MARKUP.includes(folder) && !page.includes(`<!-- panel: ${BOARD}/${folder}/`),
    ),
    [],
  );
});
