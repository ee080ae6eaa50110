/** @file What the library's pages share in showing: troubles in words, times of a video, links in a list. */

import { setText } from "../../look/dom.js";
import { dateText } from "../../look/locale.js";
import { text } from "./text.js";

/** Refusals that have words of their own; all others share one sentence. */
export const TOLD = /** @type {const} */ ([
  ...["offline", "not_found", "too_fast", "bad_token", "room_expired", "bad_create_key"],
  ...["quota", "disk_full", "bad_media"],
]);

/** @param {string} error */
export function troubleWords(error) {
  const known = TOLD.find((each) => each === error);
  return known === undefined ? text("trouble", { error }) : text(`trouble.${known}`);
}

/**
 * @param {HTMLElement} box
 * @param {string} words empty where nothing is wrong
 */
export function showTrouble(box, words) {
  setText(box, words);
  box.hidden = words === "";
}

/** @param {string} day such as 2026-03-02 */
export function dayWords(day) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dateText(new Date(year, month - 1, date).getTime(), { dateStyle: "medium" });
}

/** @param {number} time_s */
export function clockText(time_s) {
  const whole = Math.floor(time_s);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (parts[0] === 0 ? parts.slice(1) : parts)
    .map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, "0")))
    .join(":");
}

/**
 * @param {string} href
 * @param {string} name
 * @param {string} facts
 */
export function linkItem(href, name, facts) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  const title = document.createElement("bdi");
  title.textContent = name;
  const about = document.createElement("span");
  about.className = "soft";
  about.textContent = facts;
  link.append(title, about);
  item.append(link);
  return item;
}
