/** @file Minute table: the class by the minute, in the board's own words, and a note where it is wider than the screen. */

import { SAID } from "../../classroom/timeline/said.js";
import { byRole } from "../../look/dom.js";
import { dateText, numberText, percentText } from "../../look/locale.js";
import { saidRowWords, stateWords } from "../../look/words.js";
import { STATE_NAMES } from "../../protocol/states.js";
import { text } from "../text.js";
import { element } from "./elements.js";
import { MINUTE_MS } from "./tables.js";

/** @typedef {import("../csv.js").Row} Row */
/** @typedef {"time" | "here" | "measurable" | "focused_share" | "share_low" | "share_high" | "mean_5_min"} Column besides one for each state */

const SHARES = ["focused_share", "share_low", "share_high", "mean_5_min"];
/** For spreadsheets alone: on the page every time is this device's. */
const UNSHOWN = "local_time";
/** More heads do not stand side by side on paper. */
const MANY_COLUMNS = 10;

/** @param {Row[]} rows */
export function showMinutes(rows) {
  const used = Object.keys(rows[0] ?? {}).filter(
    (name) => name !== UNSHOWN && rows.some((row) => row[name] !== 0 && row[name] !== null),
  );
  const heads = byRole(document, "minute-heads");
  heads.classList.toggle("many", used.length > MANY_COLUMNS);
  heads.replaceChildren(...used.map(headCell));
  byRole(document, "minutes").replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement("tr");
      line.append(...used.map((name) => element("td", cellWords(name, row[name] ?? null))));
      return line;
    }),
  );
  showScrolling(byRole(document, "minutes-scroll"), byRole(document, "scroll-note"));
}

/**
 * @param {Row[]} rows of states, of which only the time and who was here tell anything where no face is read
 * @param {readonly import("../../classroom/timeline/said.js").SaidColumn[]} said
 * @returns {Row[]} what stood at any time of each minute, and how many answered in it
 */
export function saidMinuteRows(rows, said) {
  return rows.map(({ time, here }) => {
    const fromMs = Date.parse(String(time));
    const minute = said.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + MINUTE_MS);
    // What stood at any time of the minute, and every answer that came in it.
    const counts = SAID.map((what) => {
      const each = minute.map((column) => column.said[what]);
      return [what, what === "answers" ? each.reduce((sum, count) => sum + count, 0) : Math.max(0, ...each)];
    });
    return { time: time ?? null, here: here ?? null, ...Object.fromEntries(counts) };
  });
}

/**
 * @param {HTMLElement} box which may hold more than is in sight
 * @param {HTMLElement} note that says so
 */
function showScrolling(box, note) {
  const show = () => {
    const scrolls = box.scrollWidth > box.clientWidth;
    note.hidden = !scrolls;
    // What scrolls is reached by keyboard too.
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  new ResizeObserver(show).observe(box);
  show();
}

/** @param {string} column */
function headCell(column) {
  const cell = /** @type {HTMLTableCellElement} */ (element("th", headWords(column)));
  cell.scope = "col";
  return cell;
}

/** @param {string} column */
function headWords(column) {
  const state = STATE_NAMES.find((name) => name === column);
  const said = SAID.find((name) => name === column);
  if (said !== undefined) return saidRowWords(said);
  return state === undefined ? text(`column.${/** @type {Column} */ (column)}`) : stateWords(state);
}

/**
 * @param {string} column
 * @param {import("../csv.js").Cell} value
 */
function cellWords(column, value) {
  if (value === null) return "";
  if (column === "time") return dateText(Date.parse(String(value)), { hour: "2-digit", minute: "2-digit" });
  return SHARES.includes(column) ? percentText(Number(value)) : numberText(Number(value));
}
