/** @file Trend of a course: three numbers a lesson, what chance alone gives, and two lessons side by side. */

import { element, field, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { percentText } from "../../../look/locale.js";
import { download } from "../../../teacher/download.js";
import { ask, json } from "../api.js";
import { codeWords, rangeWords, sessionWords } from "../archive_words.js";
import { showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";
import { linesPicture, pointsPicture } from "./multiples.js";
import { numbersOf } from "./numbers.js";
import { chapterTable, lessonHeads, lessonRow, minuteTable } from "./tables.js";
import { lessonsCsv, minutesCsv } from "./trend_csv.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").Session} Session */

const CSV = "text/csv;charset=utf-8";

await openLanguage("library/pages");
addEventListener("hashchange", () => location.reload());
const token = location.hash.slice(1);
const [code = ""] = token.split(".");
const trouble = element("trouble");
/** @type {Numbers[]} oldest first */
let numbers = [];

for (const role of ["one", "other", "by"]) element(role).addEventListener("change", compare);
const by = /** @type {HTMLSelectElement} */ (element("by"));
by.append(new Option(text("trend.by_minute"), "minute"), new Option(text("trend.by_chapter"), "chapter"));
element("lessons-csv").addEventListener("click", () => save("lessons", lessonsCsv(numbers)));
element("minutes-csv").addEventListener("click", () => save("minutes", minutesCsv(numbers)));
element("delete-all").addEventListener("click", async () => {
  if (await confirmed(text("trend.confirm_all")))
    settle(callOn("/sessions", { method: "DELETE" }), "lesson-said");
});
element("retention-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void changeDays();
});
/** @type {HTMLAnchorElement} */ (element("to-course")).href = `/library/manage#${token}`;
// What scrolls is reached by keyboard.
for (const role of ["lessons-scroll", "compare-scroll"]) element(role).tabIndex = 0;
await show();

/**
 * Ask with the course's token.
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
function call(path, request) {
  return ask(path, { ...request, headers: { ...request.headers, Authorization: `Readroom ${token}` } });
}

/**
 * @param {string} path below the course
 * @param {RequestInit} request
 */
function callOn(path, request) {
  return call(`/courses/${encodeURIComponent(code)}${path}`, request);
}

async function show() {
  const course = token === "" ? { ok: false, error: "bad_token" } : await callOn("/sessions", {});
  showTrouble(trouble, course.ok ? "" : troubleWords(course.error));
  element("trend").hidden = !course.ok;
  if (!course.ok) return;
  document.title = `${course.title} · Readroom`;
  setText(element("course-title"), course.title);
  field("keep-days").value = course.keep_days;
  numbers = numbersOf(course.sessions);
  const isAny = numbers.length > 0;
  element("none").hidden = isAny;
  for (const role of ["lessons-box", "delete-all"]) element(role).hidden = !isAny;
  element("compare-box").hidden = numbers.length < 2;
  showMore();
  element("multiples").replaceChildren(...(isAny ? [lostPicture(), voicePicture(), ...viewPicture()] : []));
  element("chance-about").hidden = !isAny;
  element("lesson-heads").replaceChildren(...lessonHeads());
  element("lesson-rows").replaceChildren(
    ...numbers.map((each) => lessonRow(each, () => void deleteLesson(each.session))),
  );
  offerLessons();
  compare();
}

/** Only what chance alone does not give is said. */
function showMore() {
  const more = numbers.filter(({ isMore }) => isMore);
  element("more").hidden = more.length === 0;
  element("more").replaceChildren(
    ...more.map(({ session, lost, band }) => {
      const item = document.createElement("li");
      const usual = band === null ? "" : rangeWords(band.low, band.high);
      item.textContent = text("trend.more", {
        lesson: sessionWords(session),
        share: percentText(lost),
        usual,
      });
      return item;
    }),
  );
}

function lostPicture() {
  const points = numbers.map(({ lost, band, isMore }) => ({ share: lost, band, isMore }));
  return multiple(text("trend.lost"), text("trend.lost_about"), points, ({ lost }) => percentText(lost));
}

function voicePicture() {
  const points = numbers.map(({ session }) => ({ share: shareOf(session.voice) }));
  const words = (/** @type {Numbers} */ { session }) => codeWords(session.voice);
  return multiple(text("trend.voice"), text("trend.voice_about"), points, words);
}

/** Where no face is read there is nothing in view. */
function viewPicture() {
  if (numbers.every(({ session }) => session.in_view === null)) return [];
  const points = numbers.map(({ session: { in_view } }) =>
    in_view === null
      ? { share: null }
      : { share: in_view.share / 100, low: in_view.low / 100, high: in_view.high / 100 },
  );
  const words = (/** @type {Numbers} */ { session }) => codeWords(session.in_view?.share ?? null);
  return [multiple(text("trend.in_view"), text("trend.in_view_about"), points, words)];
}

/**
 * @param {string} title
 * @param {string} about
 * @param {import("./multiples.js").Point[]} points
 * @param {(numbers: Numbers) => string} say
 */
function multiple(title, about, points, say) {
  const last = numbers.at(-1);
  const label = text("trend.picture", {
    what: title,
    count: numbers.length,
    last: last === undefined ? "" : say(last),
  });
  return figure(title, about, pointsPicture(points, { label, percent: percentText }));
}

/**
 * @param {string} title
 * @param {string} about
 * @param {Element} picture
 */
function figure(title, about, picture) {
  const box = document.createElement("section");
  box.className = "multiple";
  const heading = document.createElement("h3");
  heading.textContent = title;
  const words = document.createElement("p");
  words.className = "soft";
  words.textContent = about;
  box.append(heading, picture, words);
  return box;
}

/** @param {number | null} shareCode */
function shareOf(shareCode) {
  return shareCode === null ? null : shareCode / 100;
}

function offerLessons() {
  for (const [role, place] of /** @type {const} */ ([
    ["one", -2],
    ["other", -1],
  ])) {
    const choice = /** @type {HTMLSelectElement} */ (element(role));
    const before = choice.value;
    choice.replaceChildren(...numbers.map(({ session }) => new Option(sessionWords(session), session.id)));
    const isThere = numbers.some(({ session }) => session.id === before);
    choice.value = isThere ? before : (numbers.at(place)?.session.id ?? "");
  }
}

function compare() {
  const [one, other] = ["one", "other"].map((role) => {
    const { value } = /** @type {HTMLSelectElement} */ (element(role));
    return numbers.find(({ session }) => session.id === value)?.session;
  });
  if (one === undefined || other === undefined) return;
  const isByMinute = by.value === "minute";
  const { heads, rows } = isByMinute ? minuteTable(one, other) : chapterTable(one, other);
  element("compare-heads").replaceChildren(...heads);
  element("compare-rows").replaceChildren(...rows);
  element("compare-scroll").hidden = rows.length === 0;
  element("compare-none").hidden = rows.length > 0;
  setText(element("compare-none"), rows.length > 0 ? "" : text("trend.no_chapters"));
  element("compare-chart").hidden = !isByMinute;
  const lines = [one, other].map(({ minutes }) =>
    minutes.map((minute) => shareOf(minute?.lost_or_slower ?? null)),
  );
  const [first, second] = [sessionWords(one), sessionWords(other)];
  const label = text("trend.compare_picture", { one: first, other: second });
  const picture = linesPicture(lines, { label, percent: percentText });
  element("compare-chart").replaceChildren(
    figure(text("trend.stuck"), text("trend.compare_legend", { one: first, other: second }), picture),
  );
}

/** @param {Session} session */
async function deleteLesson(session) {
  if (!(await confirmed(text("trend.confirm_lesson", { lesson: sessionWords(session) })))) return;
  await settle(call(`/sessions/${session.id}`, { method: "DELETE" }), "lesson-said");
  element("lessons-scroll").focus();
}

async function changeDays() {
  const days = field("keep-days").valueAsNumber;
  if (!Number.isInteger(days) || days < 1 || days > 800) {
    field("keep-days").focus();
    setText(element("retention-said"), text("trend.days_range"));
    return;
  }
  await settle(call("/mine", json("PATCH", { keep_days: days })), "retention-said");
}

/**
 * @param {Promise<any>} asked
 * @param {string} role where to say what came of it
 */
async function settle(asked, role) {
  const answer = await asked;
  setText(element(role), answer.ok ? text("trend.settled") : troubleWords(answer.error));
  if (answer.ok) await show();
}

/**
 * @param {string} name
 * @param {string} words
 */
function save(name, words) {
  download(`readroom-trend-${name}.csv`, new Blob([words], { type: CSV }));
}

/** @param {string} words */
function confirmed(words) {
  const dialog = /** @type {HTMLDialogElement} */ (element("confirm"));
  setText(element("confirm-words"), words);
  dialog.showModal();
  return new Promise((/** @type {(yes: boolean) => void} */ resolve) => {
    const end = (/** @type {boolean} */ yes) => {
      dialog.close();
      resolve(yes);
    };
    element("confirm-yes").onclick = () => end(true);
    element("confirm-no").onclick = () => end(false);
    dialog.oncancel = () => resolve(false);
  });
}
