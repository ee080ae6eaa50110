/** @file Entry point of the board's page: sets the language, lets the page paint, then loads the board, then its panels. */

import { byRole } from "../../look/dom.js";
import { openLanguage } from "../../look/language.js";
import { late } from "../../protocol/lazy_import.js";
import { guardPresses } from "../press_guard.js";
import { readPretendLink } from "../pretend/link.js";
import { readTeacherKey } from "../token.js";
import { linkNotice } from "./notices.js";
import { showConnection, showNotice } from "./page_status.js";

/** @typedef {import("../token.js").TeacherKey} TeacherKey */

const boardItself = late(() => import("./board.js"));
const pretendParts = late(() => import("../pretend/parts.js"));
const boardPanels = late(() => import("./panels.js"));

const TICK_MS = 1000;
// A page that is painted as seldom as this is not waited for.
const PAINTED_WITHIN_MS = 2000;

/** @returns {Promise<unknown>} when the page has been seen; one in the background is not waited for */
function painted() {
  if (document.visibilityState === "hidden") return Promise.resolve();
  const seen = new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  });
  return Promise.race([seen, new Promise((resolve) => setTimeout(resolve, PAINTED_WITHIN_MS))]);
}

/** @param {boolean} lost whether a part of the page did not come and is waited for */
function showLost(lost) {
  byRole(document, "parts-away").hidden = !lost;
}

/**
 * @param {TeacherKey} key
 * @param {import("./board.js").Parts} [parts]
 */
async function openBoard(key, parts) {
  const { Board } = await boardItself(showLost);
  const board = new Board(key, parts);
  byRole(document, "reopen").addEventListener("click", () => board.open());
  addEventListener("offline", () => void board.staleness.probe());
  await board.restore();
  board.open();
  setInterval(() => board.tick(), TICK_MS);
  requestAnimationFrame(() => setTimeout(() => void attachPanels(board)));
}

/**
 * A class of simulated students: no room, no connection, and nothing kept.
 * @param {import("../../protocol/messages.js").Policy} policy
 */
async function openPretendClass(policy) {
  document.body.classList.add("pretend");
  byRole(document, "pretend-band").hidden = false;
  const { pretendKey, pretendBoard } = await pretendParts(showLost);
  await openBoard(pretendKey(policy), pretendBoard(policy));
}

/**
 * What a lesson can begin without is loaded when the board has been painted.
 * @param {import("./board.js").Board} board
 */
async function attachPanels(board) {
  const { newPanels } = await boardPanels(showLost);
  for (const panel of await newPanels(board, showLost)) board.attach(panel);
}

async function start() {
  await openLanguage("teacher");
  guardPresses(document);
  byRole(byRole(document, "parts-away"), "load-again").addEventListener("click", () => location.reload());
  // The key stands in the fragment: a changed one is another room, and a fragment alone reloads nothing.
  addEventListener("hashchange", () => location.reload());
  const pretend = readPretendLink(location.hash);
  if (pretend !== null) {
    await openPretendClass(pretend);
    return;
  }
  const key = readTeacherKey(location.hash);
  if (typeof key === "string") {
    showConnection("refused");
    showNotice(linkNotice(key));
    return;
  }
  await painted();
  await openBoard(key);
}

void start();
