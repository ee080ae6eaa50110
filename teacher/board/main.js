/** @file Entry point of the board's page: sets the language, lets the page paint, then loads the board, then its panels. */

import { byRole } from "../../look/dom.js";
import { greetFrame } from "../../look/framing.js";
import { openLanguage } from "../../look/language.js";
import { late } from "../../protocol/lazy_import.js";
import { guardPresses } from "../press_guard.js";
import { readPretendLink } from "../pretend/link.js";
import { readTeacherKey, viewOf } from "../token.js";
import { linkNotice, noticeOf } from "./notices.js";
import { showConnection, showNotice } from "./page_status.js";

/** @typedef {import("../token.js").TeacherKey} TeacherKey */
/** @typedef {import("../token.js").BoardView} BoardView */

const boardItself = late(() => import("./views.js"));
const overlayItself = late(() => import("../overlay/overlay.js"));
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
 * @param {BoardView} view
 * @param {import("./board.js").Parts} [parts] in place of what the link's role and the view give it
 */
async function openBoard(key, view, parts) {
  const { newBoard } = await boardItself(showLost);
  const board = newBoard(key, view, parts);
  byRole(document, "reopen").addEventListener("click", () => board.open());
  addEventListener("offline", () => void board.staleness.probe());
  await board.restore();
  board.open();
  setInterval(() => board.tick(), TICK_MS);
  requestAnimationFrame(() => setTimeout(() => void attachPanels(board, view)));
}

/**
 * A class of simulated students: no room, no connection, and nothing kept.
 * @param {import("../../protocol/messages.js").Policy} policy
 */
async function openPretendClass(policy) {
  document.body.classList.add("pretend");
  byRole(document, "pretend-band").hidden = false;
  const { pretendKey, pretendBoard } = await pretendParts(showLost);
  await openBoard(pretendKey(policy), "board", pretendBoard(policy));
}

/**
 * What a lesson can begin without is loaded when the board has been painted.
 * @param {import("./board.js").Board} board
 * @param {BoardView} view
 */
async function attachPanels(board, view) {
  const { newPanels, newDockPanels } = await boardPanels(showLost);
  const panels = view === "dock" ? newDockPanels(board) : await newPanels(board, showLost);
  for (const panel of panels) board.attach(panel);
}

/** @param {TeacherKey} key of a projector: a stream shows its address to nobody, and lets nobody in who finds it */
async function openOverlay(key) {
  document.documentElement.classList.add("see-through");
  const { Overlay } = await overlayItself(showLost);
  new Overlay(document, key, (refusal) => showNotice(noticeOf(refusal))).open();
}

async function start() {
  greetFrame();
  const view = viewOf(location.hash);
  if (view !== "board") document.body.classList.add(view);
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
  if (key.role === "projector" && view !== "overlay") {
    location.replace(`/p${location.hash}`);
    return;
  }
  if (view === "overlay" && key.role !== "projector") {
    showConnection("refused");
    showNotice(linkNotice("not_overlay"));
    return;
  }
  await painted();
  await (view === "overlay" ? openOverlay(key) : openBoard(key, view));
}

void start();
