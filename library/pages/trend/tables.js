/** @file Trend tables: the lessons of a course with their three numbers, and two of them side by side. */

import { percentText } from "../../../look/locale.js";
import { bandWords, codeWords, NOTHING, rangeWords, sessionWords } from "../archive_words.js";
import { dayWords } from "../show.js";
import { text } from "../text.js";
import { byChapter, byMinute } from "./compare.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").Session} Session */

const LESSON_HEADS = /** @type {const} */ ([
  ...["trend.head_lesson", "trend.head_here", "trend.head_lost", "trend.head_usual"],
  ...["trend.head_voice", "trend.head_in_view", "trend.head_coverage", "trend.head_delete"],
]);

export const lessonHeads = () => LESSON_HEADS.map((key) => head(text(key)));

/**
 * @param {Numbers} numbers
 * @param {() => void} onDelete
 */
export function lessonRow({ session, lost, band, isMore }, onDelete) {
  const view = session.in_view;
  const share = view === null ? NOTHING : codeWords(view.share);
  const interval = view === null ? "" : ` (${rangeWords(view.low / 100, view.high / 100)})`;
  const more = isMore ? ` ${text("trend.more_mark")}` : "";
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = text("trend.delete");
  remove.setAttribute("aria-label", text("trend.delete_which", { lesson: sessionWords(session) }));
  remove.addEventListener("click", onDelete);
  const name = document.createElement("th");
  name.scope = "row";
  const title = document.createElement("bdi");
  title.textContent = session.title;
  name.append(dayWords(session.day), document.createElement("br"), title);
  const last = document.createElement("td");
  last.append(remove);
  const row = document.createElement("tr");
  row.append(
    name,
    cell(bandWords(session.here)),
    cell(percentText(lost) + more),
    cell(band === null ? NOTHING : rangeWords(band.low, band.high)),
    cell(codeWords(session.voice)),
    cell(share + interval),
    cell(codeWords(view?.coverage ?? null)),
    last,
  );
  return row;
}

/**
 * @param {Session} one
 * @param {Session} other
 * @returns {{heads: HTMLElement[], rows: HTMLElement[]}}
 */
export function minuteTable(one, other) {
  const heads = [text("trend.by_minute"), sessionWords(one), sessionWords(other)].map(head);
  const rows = byMinute(one, other).map(({ minute, ...each }) =>
    line(text("trend.minute", { minute: minute + 1 }), [
      codeWords(each.one?.lost_or_slower ?? null),
      codeWords(each.other?.lost_or_slower ?? null),
    ]),
  );
  return { heads, rows };
}

/**
 * @param {Session} one
 * @param {Session} other
 * @returns {{heads: HTMLElement[], rows: HTMLElement[]}}
 */
export function chapterTable(one, other) {
  const heads = [text("trend.by_chapter"), sessionWords(one), sessionWords(other)].map(head);
  const rows = byChapter(one, other).map(({ name, ...pair }) =>
    line(
      name,
      [pair.one, pair.other].map(({ minutes, lost }) =>
        text("trend.part", { count: minutes, share: lost === null ? NOTHING : percentText(lost) }),
      ),
    ),
  );
  return { heads, rows };
}

/**
 * @param {string} name
 * @param {string[]} cells
 */
function line(name, cells) {
  const row = document.createElement("tr");
  const first = document.createElement("th");
  first.scope = "row";
  const isolated = document.createElement("bdi");
  isolated.textContent = name;
  first.append(isolated);
  row.append(first, ...cells.map(cell));
  return row;
}

/** @param {string} words */
function head(words) {
  const made = document.createElement("th");
  made.scope = "col";
  made.textContent = words;
  return made;
}

/** @param {string} words */
function cell(words) {
  const made = document.createElement("td");
  made.textContent = words;
  return made;
}
