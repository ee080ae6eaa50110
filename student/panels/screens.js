/** @file Screens: which of the page's five screens is shown, and what stands on the first and the last. */

import { element } from "../../look/dom.js";
import { text } from "./text.js";

/** @typedef {"join" | "waiting" | "consent" | "lesson" | "end"} Screen */
/** @typedef {"left" | "closed" | "removed" | "not_in"} Ending how the lesson ended for this page; `not_in`: it never began */

/** @type {Screen[]} */
const SCREENS = ["join", "waiting", "consent", "lesson", "end"];
/** Another language loads the page anew: the place at the door would go, the camera start again, or the summary be gone. */
const ONE_LANGUAGE = ["waiting", "lesson", "end"];
const WITH_TITLE = ["waiting", "consent", "end"];
/** The longest time between the two clicks of a double one, as desktops have it. */
const DOUBLE_MS = 500;

/** @param {Screen} screen */
export function showScreen(screen) {
  if (element(`${screen}-screen`).hidden) spareSecondClick(element(`${screen}-screen`));
  for (const each of SCREENS) element(`${each}-screen`).hidden = each !== screen;
  element("languages").hidden = ONE_LANGUAGE.includes(screen);
  if (WITH_TITLE.includes(screen)) element(`${screen}-title`).focus();
}

/**
 * The second click of a double one was meant for the screen before: it opens no camera and tells no teacher anything.
 * @param {HTMLElement} screen
 */
function spareSecondClick(screen) {
  screen.classList.add("fresh");
  setTimeout(() => screen.classList.remove("fresh"), DOUBLE_MS);
}

/** @param {Ending} how */
export function showEnd(how) {
  const mayTry = how === "removed" || how === "not_in";
  element("end-title").textContent = text(`end.${how}`);
  element("end-about").textContent = text(`end.${how}_about`);
  element("join-again").textContent = text(mayTry ? "end.try_again" : "end.again");
  showScreen("end");
}

/** @param {boolean} busy whether a join is under way, which a second press does not make two of */
export function showJoining(busy) {
  element("join").setAttribute("aria-busy", String(busy));
  element("join").textContent = text(busy ? "join.going" : "join.go");
}

/** @param {import("../../protocol/room_code.js").Room | null} room */
export function showRoom(room) {
  element("room").hidden = room === null;
  element("room").textContent = room?.code ?? "";
  element("name-field").hidden = room?.anonymous === true;
  element("anonymous-note").hidden = room?.anonymous !== true;
}
