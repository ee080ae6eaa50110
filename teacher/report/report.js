/** @file Report page of one saved lesson: its picture, its minutes, and the files to download. */

import { drawForPaper } from "../../classroom/chart/paper.js";
import { ScreenChart } from "../../classroom/chart/screen.js";
import { meanAt } from "../../classroom/timeline/rolling_mean.js";
import { byRole, setText } from "../../look/dom.js";
import { openLanguage } from "../../look/language.js";
import { dateText, listText, numberText, percentText } from "../../look/locale.js";
import { stateWords } from "../../look/words.js";
import { STATE_NAMES } from "../../protocol/states.js";
import { readSavedLesson } from "../saved_lessons/saved_lesson.js";
import { unreadableWords } from "../saved_lessons/storage_status.js";
import { text } from "../text.js";
import { timeWords } from "../time_words.js";
import { attachExports, download } from "./exports.js";
import { minuteRows } from "./tables.js";

/** @typedef {import("../saved_lessons/saved_lesson.js").SavedLesson} Kept */
/** @typedef {import("../../classroom/chart/paper.js").Course} Course */
/** @typedef {"time" | "here" | "measurable" | "focused_share" | "share_low" | "share_high" | "mean_5_min"} Column besides one for each state */

const SHARES = ["focused_share", "share_low", "share_high", "mean_5_min"];
/** For spreadsheets alone: on the page every time is this device's. */
const UNSHOWN = "local_time";
const DRAWN_WITHIN_MS = 10_000;
/** More heads do not stand side by side on paper. */
const MANY_COLUMNS = 10;

/** @param {Kept} kept */
function show({ lesson, timeline, marks, questions }) {
  const day = dateText(lesson.startedAt, { dateStyle: "full", timeStyle: "short" });
  const title = text("lesson.title", { code: lesson.code, day });
  const facts = text("lesson.facts", { count: lesson.students, end: timeWords(lesson.endedAt) });
  document.title = `${title} · Readroom`; // the name of what is printed to a file
  setText(byRole(document, "lesson-title"), title);
  setText(byRole(document, "facts"), facts);
  byRole(document, "report").hidden = false;
  byRole(document, "exports").hidden = false;
  byRole(document, "marks").replaceChildren(
    ...marks.map((mark) => element("li", `${timeWords(mark.at)} ${mark.text}`)),
  );
  showQuestions(questions);
  showMinutes(minuteRows(timeline, lesson.endedAt));
  const columns = timeline.read(lesson.endedAt);
  const means = columns.map(({ atMs }) => meanAt(timeline, atMs));
  showCourse({ columns, means, marks }, `readroom-${lesson.code}.png`, [title, facts]);
}

/**
 * On the screen, on paper, and as a file.
 * @param {Course} course
 * @param {string} file
 * @param {string[]} heading
 */
function showCourse(course, file, heading) {
  new ScreenChart(byRole(document, "chart"), () => {}).draw(course.columns, course.means, course.marks);
  const words = { mean: text("lesson.legend_mean"), marks: text("lesson.marks") };
  void drawForPaper(course, [], words).then((picture) => byRole(document, "paper").replaceChildren(picture));
  byRole(document, "export-png").addEventListener("click", async () => {
    const blob = await blobOf(drawForPaper(course, heading, words));
    if (blob === null) showMessage(text("lesson.no_picture"));
    else download(file, blob);
  });
  byRole(document, "print").addEventListener("click", () => print());
}

/**
 * @param {Promise<HTMLCanvasElement>} drawing
 * @returns {Promise<Blob | null>} null where what draws it does not come through the network
 */
async function blobOf(drawing) {
  const late = new Promise((resolve) => setTimeout(() => resolve(null), DRAWN_WITHIN_MS));
  const canvas = /** @type {HTMLCanvasElement | null} */ (await Promise.race([drawing, late]));
  return new Promise((resolve) => (canvas === null ? resolve(null) : canvas.toBlob(resolve)));
}

/** @param {import("../../classroom/questions/questions.js").Question[]} questions */
function showQuestions(questions) {
  byRole(document, "questions-box").hidden = questions.length === 0;
  byRole(document, "questions").replaceChildren(
    ...questions.map(({ tally, askedAt }) => {
      const counts = tally.read().map(({ choice, count }) => text("ask.choice_count", { choice, count }));
      return element("li", `${timeWords(askedAt)} ${tally.prompt.text} ${listText(counts)}`);
    }),
  );
}

/** @param {import("./csv.js").Row[]} rows */
function showMinutes(rows) {
  const used = Object.keys(rows[0] ?? {}).filter(
    (name) => name !== UNSHOWN && rows.some((row) => row[name] !== 0 && row[name] !== null),
  );
  const heads = byRole(document, "minute-heads");
  heads.classList.toggle("many", used.length > MANY_COLUMNS);
  heads.replaceChildren(...used.map((name) => element("th", headWords(name))));
  byRole(document, "minutes").replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement("tr");
      const cells = used.map((name) => element("td", cellWords(name, row[name] ?? null)));
      line.append(...cells);
      return line;
    }),
  );
}

/** @param {string} column */
function headWords(column) {
  const state = STATE_NAMES.find((name) => name === column);
  return state === undefined ? text(`column.${/** @type {Column} */ (column)}`) : stateWords(state);
}

/**
 * @param {string} column
 * @param {import("./csv.js").Cell} value
 */
function cellWords(column, value) {
  if (value === null) return "";
  if (column === "time") return dateText(Date.parse(String(value)), { hour: "2-digit", minute: "2-digit" });
  return SHARES.includes(column) ? percentText(Number(value)) : numberText(Number(value));
}

/**
 * @param {string} tag
 * @param {string} words
 */
function element(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/** @param {string} words */
function showMessage(words) {
  const message = byRole(document, "message");
  message.hidden = false;
  setText(message, words);
}

async function open() {
  const message = byRole(document, "message");
  try {
    const kept = await readSavedLesson(location.hash.slice(1));
    message.hidden = true;
    if (kept === null) {
      showMessage(text("lesson.none"));
      return;
    }
    show(kept);
    attachExports(kept);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    showMessage(unreadableWords(error, open));
  }
}

async function start() {
  await openLanguage("teacher");
  await open();
}

addEventListener("hashchange", () => location.reload());
// The lesson may have gone on, or been deleted, since the browser put this page aside.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
void start();
