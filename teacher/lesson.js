/** @file The report of one kept lesson: its picture, its minutes, and the files to take along. */

import { byRole, setText } from "../look/dom.js";
import { openLanguage } from "../look/language.js";
import { dateText, listText, numberText, percentText } from "../look/locale.js";
import { stateWords } from "../look/words.js";
import { readEntries, readLesson } from "./journal/store.js";
import { alertRows, answerRows, csv, minuteRows, transitionRows } from "./journal/tables.js";
import { Alerts } from "./proctoring/alerts.js";
import { Pseudonyms } from "./pseudonym.js";
import { Questions } from "./questions/questions.js";
import { Roster } from "./roster.js";
import { Chart } from "./strip/chart.js";
import { timeWords } from "./strip/reading.js";
import { meanAt } from "./strip/rolling.js";
import { ClassTimeline, STATES } from "./strip/timeline.js";
import { text } from "./text.js";

/** @typedef {import("./journal/store.js").Lesson} Lesson */
/** @typedef {import("./student.js").Student} Student */
/** @typedef {(student: Student) => string} NameOf */
/** @typedef {{lesson: Lesson, roster: Roster, timeline: ClassTimeline, marks: import("./strip/marks.js").Mark[], notes: import("./journal/store.js").Note[]}} Kept */

/** @typedef {"time" | "here" | "measurable" | "focused_share" | "share_low" | "share_high" | "mean_5_min"} Column besides one for each state */

const SHARES = ["focused_share", "share_low", "share_high", "mean_5_min"];
const CSV = "text/csv";
const JSON_TYPE = "application/json";
const INDENT = 2;

/** @param {Lesson} lesson */
async function recall(lesson) {
  /** @type {Kept} */
  const kept = { lesson, roster: new Roster(), timeline: new ClassTimeline(), marks: [], notes: [] };
  for (const { news, marks, notes } of await readEntries(lesson.code)) {
    for (const piece of news) kept.roster.update(piece);
    kept.marks.push(...marks);
    kept.notes.push(...notes);
  }
  for (const student of kept.roster.students.values()) kept.timeline.update(student);
  return kept;
}

/** @param {Kept} kept */
function show({ lesson, timeline, marks, notes }) {
  const day = dateText(lesson.startedAt, { dateStyle: "full", timeStyle: "short" });
  setText(byRole(document, "lesson-title"), text("lesson.title", { code: lesson.code, day }));
  setText(
    byRole(document, "facts"),
    text("lesson.facts", { count: lesson.students, end: timeWords(lesson.endedAt) }),
  );
  byRole(document, "report").hidden = false;
  byRole(document, "exports").hidden = false;
  byRole(document, "marks").replaceChildren(
    ...marks.map((mark) => element("li", `${timeWords(mark.at)} ${mark.text}`)),
  );
  showQuestions(new Questions(notes).list);
  showMinutes(minuteRows(timeline, lesson.endedAt));
  const columns = timeline.read(lesson.endedAt);
  const chart = new Chart(byRole(document, "chart"), () => {});
  chart.draw(
    columns,
    columns.map(({ atMs }) => meanAt(timeline.tracks, atMs)),
    marks,
  );
  return chart;
}

/** @param {import("./questions/questions.js").Question[]} questions */
function showQuestions(questions) {
  byRole(document, "questions-box").hidden = questions.length === 0;
  byRole(document, "questions").replaceChildren(
    ...questions.map(({ tally, askedAt }) => {
      const counts = tally.read().map(({ choice, count }) => text("ask.choice_count", { choice, count }));
      return element("li", `${timeWords(askedAt)} ${tally.prompt.text} ${listText(counts)}`);
    }),
  );
}

/** @param {import("./journal/tables.js").Row[]} rows */
function showMinutes(rows) {
  const used = Object.keys(rows[0] ?? {}).filter((name) =>
    rows.some((row) => row[name] !== 0 && row[name] !== null),
  );
  byRole(document, "minute-heads").replaceChildren(...used.map((name) => element("th", headWords(name))));
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
  const state = STATES.find((name) => name === column);
  return state === undefined ? text(`column.${/** @type {Column} */ (column)}`) : stateWords(state);
}

/**
 * @param {string} column
 * @param {import("./journal/tables.js").Cell} value
 */
function cellWords(column, value) {
  if (value === null) return "";
  if (column === "time") return timeWords(Date.parse(String(value)));
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

/**
 * @param {Kept} kept
 * @returns {Record<"transitions" | "answers" | "alerts", (nameOf: NameOf) => import("./journal/tables.js").Row[]>} rows of single students
 */
function tablesOf({ roster: { students }, notes }) {
  const questions = new Questions(notes).list;
  const alerts = new Alerts(notes);
  for (const student of students.values()) alerts.update(student);
  return {
    transitions: (nameOf) => transitionRows(students.values(), nameOf),
    answers: (nameOf) => answerRows(questions, students, nameOf),
    alerts: (nameOf) => alertRows(alerts, students, nameOf),
  };
}

/**
 * @param {Kept} kept
 * @param {Chart} chart
 */
function attachExports(kept, chart) {
  const { lesson, timeline, marks } = kept;
  const on = (/** @type {string} */ role, /** @type {() => unknown} */ act) =>
    byRole(document, role).addEventListener("click", () => void act());
  const save = (/** @type {string} */ name, /** @type {BlobPart} */ part, /** @type {string} */ type) =>
    download(`readroom-${lesson.code}-${name}`, new Blob([part], { type }));
  on("export-minutes", () => save("minutes.csv", csv(minuteRows(timeline, lesson.endedAt)), CSV));
  const tables = tablesOf(kept);
  for (const [name, rowsFor] of Object.entries(tables)) {
    byRole(document, `export-${name}`).hidden = rowsFor(({ id }) => id).length === 0;
    on(`export-${name}`, async () => {
      const nameOf = await askNames();
      if (nameOf !== null) save(`${name}.csv`, csv(rowsFor(nameOf)), CSV);
    });
  }
  on("export-json", async () => {
    const nameOf = await askNames();
    if (nameOf === null) return;
    const minutes = minuteRows(timeline, lesson.endedAt);
    const named = Object.entries(tables).map(([name, rowsFor]) => [name, rowsFor(nameOf)]);
    const whole = { lesson, marks, minutes, ...Object.fromEntries(named) };
    save("lesson.json", JSON.stringify(whole, null, INDENT), JSON_TYPE);
  });
  on("export-png", async () => {
    const picture = await chart.picture();
    if (picture !== null) download(`readroom-${lesson.code}.png`, picture);
  });
  on("print", () => print());
}

/**
 * Names leave this device only when the teacher says so, each time anew.
 * @returns {Promise<NameOf | null>} null where there is to be no file
 */
function askNames() {
  const dialog = /** @type {HTMLDialogElement} */ (byRole(document, "names-dialog"));
  dialog.returnValue = "";
  dialog.showModal();
  const pseudonyms = new Pseudonyms();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        if (dialog.returnValue === "") resolve(null);
        const named = dialog.returnValue === "names";
        resolve(({ id, name }) => (named ? (name ?? pseudonyms.update(id)) : pseudonyms.update(id)));
      },
      { once: true },
    );
  });
}

/**
 * @param {string} name
 * @param {Blob} blob
 */
function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {string} words */
function say(words) {
  const message = byRole(document, "message");
  message.hidden = false;
  setText(message, words);
}

async function start() {
  await openLanguage("teacher");
  const lesson = await readLesson(location.hash.slice(1)).catch(() => undefined);
  if (lesson === undefined) {
    say(text("lesson.none"));
    return;
  }
  const kept = await recall(lesson);
  attachExports(kept, show(kept));
}

addEventListener("hashchange", () => location.reload());
void start();
