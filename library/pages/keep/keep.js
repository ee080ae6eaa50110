/**
 * @file Keeping a lesson: shows the class curve that a board or a report hands over, and posts it to a course on a press.
 *
 * The board hands it over in this page's own fragment, or as a file: so the board never learns the link of a course, which
 * stays in the storage of the library's origin, and no server sees anything before the press.
 */

import { curveJson } from "../../../classroom/archive/fragment.js";
import { readCurve } from "../../../classroom/archive/reading.js";
import { refusalOf } from "../../../classroom/archive/refusals.js";
import { element, field, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { device } from "../../../look/storage.js";
import { ask } from "../api.js";
import { bandWords } from "../archive_words.js";
import { keptCourses } from "../manage/kept.js";
import { dayWords, showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";
import { curveWords, keptCurve } from "./kept_curve.js";

/** @typedef {import("../../../classroom/archive/refusals.js").ClassCurve} ClassCurve */

/** A link of another course than this browser's. */
const OTHER = "";
/** Far more than the longest curve has. */
const FILE_BYTES = 1024 * 1024;

const box = element("trouble");
const form = element("keep-form");
const course = /** @type {HTMLSelectElement} */ (element("course"));
const link = field("course-link");
/** @type {ClassCurve | null} */
let curve = null;
let fewest = 5;
/** Answers about courses that are chosen no longer change nothing. */
let asked = 0;

await openLanguage("library/pages");
addEventListener("hashchange", () => location.reload());
// What scrolls is reached by keyboard.
element("words-scroll").tabIndex = 0;
const kept = keptCourses(device);
course.append(
  ...kept.map(({ title, code, token }) => new Option(`${title} (${code})`, token)),
  new Option(text("keep.other"), OTHER),
);
element("course-field").hidden = kept.length === 0;
element("link-field").hidden = kept.length > 0;
course.addEventListener("change", chooseCourse);
link.addEventListener("change", chooseCourse);
field("lesson-title").addEventListener("input", showWords);
field("curve-file").addEventListener("change", () => void openFile());
element("leave").addEventListener("click", () => end(text("keep.left")));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void keep();
});
const handed = curveJson(location.hash);
if (handed === null) element("open-box").hidden = false;
else open(handed);

async function openFile() {
  const file = field("curve-file").files?.[0];
  if (file === undefined) return;
  open(file.size > FILE_BYTES ? "" : await file.text());
}

/** @param {string} json */
function open(json) {
  const read = readCurve(json);
  const words = read === null ? text("keep.unreadable") : refusalWords(read.refusal);
  showTrouble(box, words);
  element("open-box").hidden = words === "";
  form.hidden = words !== "";
  if (read === null || words !== "") return;
  curve = read.curve;
  field("lesson-title").value = curve.title;
  element("marks-box").hidden = curve.marks.length === 0;
  element("marks").replaceChildren(...curve.marks.map(([minute, words]) => markChoice(minute, words)));
  void chooseCourse();
}

/** @param {import("../../../classroom/archive/refusals.js").Refusal | null} refusal */
function refusalWords(refusal) {
  if (refusal === null) return "";
  return refusal === "too_short" ? text("keep.too_short") : text("keep.unreadable");
}

/**
 * @param {number} minute
 * @param {string} words
 */
function markChoice(minute, words) {
  const label = document.createElement("label");
  label.className = "check";
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.addEventListener("change", showWords);
  const said = document.createElement("bdi");
  said.textContent = words;
  const where = document.createElement("span");
  where.className = "soft";
  where.textContent = text("trend.minute", { minute: minute + 1 });
  label.append(tick, said, where);
  return label;
}

function token() {
  const { value } = course.value === OTHER ? link : course;
  return (value.split("#").at(-1) ?? "").trim();
}

async function chooseCourse() {
  element("link-field").hidden = course.value !== OTHER;
  asked += 1;
  const mine = asked;
  fewest = 5;
  setText(element("retention"), "");
  showTrouble(box, "");
  showWords();
  if (token() === "") return;
  const facts = await call("/sessions", {});
  if (mine !== asked) return;
  if (!facts.ok) {
    showTrouble(box, troubleWords(facts.error));
    return;
  }
  fewest = facts.min_here;
  setText(element("retention"), text("keep.retention", { title: facts.title, count: facts.keep_days }));
  showWords();
}

/**
 * Ask with the course's token.
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
function call(path, request) {
  const [code = ""] = token().split(".");
  const headers = { ...request.headers, Authorization: `Readroom ${token()}` };
  return ask(`/courses/${encodeURIComponent(code)}${path}`, { ...request, headers });
}

function chosen() {
  const ticks = [...element("marks").querySelectorAll("input")];
  const marks = ticks.flatMap(({ checked }, place) => (checked ? [place] : []));
  return curve === null
    ? null
    : keptCurve(curve, { title: field("lesson-title").value.trim(), marks, fewest });
}

function showWords() {
  const what = chosen();
  if (what === null) return;
  const told = what.minutes.filter((minute) => minute !== null).length;
  const [minutes, here] = [what.minutes.length, bandWords(what.here)];
  setText(element("facts"), text("keep.facts", { day: dayWords(what.day), count: minutes, told, here }));
  setText(element("words"), curveWords(what));
}

async function keep() {
  const what = chosen();
  if (what === null) return;
  if (what.title === "") {
    field("lesson-title").focus();
    showTrouble(box, text("keep.no_title"));
    return;
  }
  if (token() === "") {
    link.focus();
    showTrouble(box, text("keep.no_course"));
    return;
  }
  const refusal = refusalWords(refusalOf(what));
  showTrouble(box, refusal);
  if (refusal !== "") return;
  const button = /** @type {HTMLButtonElement} */ (element("keep"));
  button.disabled = true;
  const headers = { "Content-Type": "application/json" };
  // The very words that are shown.
  const body = element("words").textContent ?? "";
  const answer = await call("/sessions", { method: "POST", headers, body });
  button.disabled = false;
  if (answer.ok) end(text("keep.done"), token());
  else showTrouble(box, keepTroubleWords(answer.error));
}

/** @param {string} error */
function keepTroubleWords(error) {
  if (error === "conflict") return text("keep.twice");
  if (error === "quota") return text("keep.full");
  if (error === "bad_curve" || error === "bad_message") return text("keep.refused");
  return error === "policy_off" ? text("keep.policy_off") : troubleWords(error);
}

/**
 * @param {string} words
 * @param {string} [of] the course's token
 */
function end(words, of) {
  curve = null;
  history.replaceState(null, "", location.pathname);
  form.remove();
  element("open-box").hidden = true;
  showTrouble(box, "");
  element("done").hidden = false;
  setText(element("done-title"), words);
  element("done-title").focus();
  if (of === undefined) return;
  /** @type {HTMLAnchorElement} */ (element("to-trend")).href = `/library/trend#${of}`;
  element("to-trend-box").hidden = false;
}
