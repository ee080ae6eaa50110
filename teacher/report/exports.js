/** @file Exports: the files of a report, what stands in each, and whether names go with them. */

import { Alerts } from "../../classroom/alerts/alerts.js";
import { byRole } from "../../look/dom.js";
import { csv } from "../csv.js";
import { download } from "../download.js";
import { keepableCurve, saveCurve } from "./class_curve.js";
import { exportNames } from "./export_names.js";
import { saveMinutes } from "./minutes_file.js";
import { roomRows } from "./room_course.js";
import { alertRows, answerRows, COLUMNS, minuteRows, statusEventRows, transitionRows } from "./tables.js";

/** @typedef {import("../saved_lessons/saved_lesson.js").SavedLesson} Kept */
/** @typedef {import("./tables.js").NameOf} NameOf */
/** @typedef {Record<"transitions" | "said" | "answers" | "alerts", (nameOf: NameOf) => import("../csv.js").Row[]>} Tables rows of single students */

const CSV = "text/csv;charset=utf-8";
const JSON_TYPE = "application/json";
const INDENT = 2;
/** What every lesson has; the others' buttons are there where something was said, answered or seen. */
const ALWAYS = "transitions";

/** @param {Kept} kept */
export function attachExports(kept) {
  const { lesson, timeline, marks, students } = kept;
  const minutes = () => minuteRows(timeline, lesson.endedAt);
  const save = (/** @type {string} */ name, /** @type {string} */ words, /** @type {string} */ type) =>
    download(`readroom-${lesson.code}-${name}`, new Blob([words], { type }));
  on("export-minutes", () => saveMinutes(kept));
  const tables = tablesOf(kept);
  for (const [key, rowsFor] of Object.entries(tables)) {
    const name = /** @type {keyof Tables} */ (key);
    byRole(document, `export-${name}`).hidden = name !== ALWAYS && rowsFor((id) => id).length === 0;
    on(`export-${name}`, async () => {
      const nameOf = await askWhetherNamed(students);
      if (nameOf !== null) save(`${name}.csv`, csv(COLUMNS[name], rowsFor(nameOf)), CSV);
    });
  }
  const room = roomRows(kept.notes);
  byRole(document, "export-room").hidden = room.length === 0;
  on("export-room", () => save("room.csv", csv(COLUMNS.room, room), CSV));
  const curve = keepableCurve(kept);
  byRole(document, "export-curve").hidden = curve === null;
  on("export-curve", () => curve !== null && saveCurve(lesson.code, curve));
  on("export-json", async () => {
    const nameOf = await askWhetherNamed(students);
    if (nameOf === null) return;
    const named = Object.entries(tables).map(([name, rowsFor]) => [name, rowsFor(nameOf)]);
    const heads = room.length === 0 ? {} : { room };
    const whole = { lesson, marks, minutes: minutes(), ...Object.fromEntries(named), ...heads };
    save("lesson.json", JSON.stringify(whole, null, INDENT), JSON_TYPE);
  });
}

/**
 * @param {Kept} kept
 * @returns {Tables}
 */
export function tablesOf({ students, notes, questions, said }) {
  const alerts = new Alerts(notes);
  for (const student of students.values()) alerts.set(student);
  return {
    transitions: (nameOf) => transitionRows(students.values(), nameOf),
    said: (nameOf) => statusEventRows(said, nameOf),
    answers: (nameOf) => answerRows(questions, nameOf),
    alerts: (nameOf) => alertRows(alerts, nameOf),
  };
}

/**
 * @param {string} role
 * @param {() => unknown} act
 */
function on(role, act) {
  byRole(document, role).addEventListener("click", () => void act());
}

/**
 * Names leave this device only when the teacher says so, each time anew.
 * @param {Kept["students"]} students
 * @returns {Promise<NameOf | null>} null where there is to be no file
 */
function askWhetherNamed(students) {
  const dialog = /** @type {HTMLDialogElement} */ (byRole(document, "names-dialog"));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const answer = () =>
      resolve(
        dialog.returnValue === "" ? null : exportNames(students.values(), dialog.returnValue === "names"),
      );
    dialog.addEventListener("close", answer, { once: true });
  });
}
