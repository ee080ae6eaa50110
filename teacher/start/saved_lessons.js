/** @file Saved lessons on the start page: open one, delete it, and undo that for some seconds. */

import { byRole, setText } from "../../look/dom.js";
import { dateText } from "../../look/locale.js";
import { unreadableWords } from "../saved_lessons/storage_status.js";
import { deleteLesson, listLessons, readEntries, writeEntries } from "../saved_lessons/store.js";
import { text } from "../text.js";

/** @typedef {import("../saved_lessons/store.js").Lesson} Lesson */
/** @typedef {{lesson: Lesson, entries: import("../saved_lessons/store.js").Entry[]}} Deleted gone from the device, and only this page can bring it back */

const UNDO_MS = 8000;
/** @type {Map<string, Deleted>} */
const deleted = new Map();

/** Show the list, nothing where this device keeps none, and why where it cannot be read. */
export async function showLessons() {
  /** @type {Lesson[]} */
  let kept = [];
  try {
    kept = await listLessons();
    showMessage("");
  } catch (error) {
    showMessage(unreadableWords(error, showLessons));
  }
  const known = new Set(kept.map(({ code }) => code));
  const gone = [...deleted.values()].map(({ lesson }) => lesson).filter(({ code }) => !known.has(code));
  const all = [...kept, ...gone].sort((a, b) => b.startedAt - a.startedAt);
  byRole(document, "lesson-list").replaceChildren(
    ...all.map((lesson) => (known.has(lesson.code) ? lessonItem(lesson) : deletedItem(lesson))),
  );
  byRole(document, "lessons").hidden = all.length === 0 && byRole(document, "lessons-message").hidden;
}

/** @param {string} words empty where there is nothing to say */
function showMessage(words) {
  const message = byRole(document, "lessons-message");
  message.hidden = words === "";
  setText(message, words);
}

/** @param {Lesson} lesson */
const dayOf = ({ startedAt }) => dateText(startedAt, { dateStyle: "medium", timeStyle: "short" });

/** @param {Lesson} lesson */
function lessonItem(lesson) {
  const item = document.createElement("li");
  const day = dayOf(lesson);
  const link = document.createElement("a");
  link.href = `/lesson#${lesson.code}`;
  const words = text("lessons.item", { day, count: lesson.students });
  link.textContent = lesson.name ? text("lessons.named", { name: lesson.name, lesson: words }) : words;
  const remove = button(text("lessons.delete"), text("lessons.delete_which", { day }), () =>
    deleteWithUndo(lesson),
  );
  remove.dataset.code = lesson.code;
  item.append(link, ` ${lesson.code} `, remove);
  return item;
}

/** @param {Lesson} lesson */
function deletedItem(lesson) {
  const item = document.createElement("li");
  const day = dayOf(lesson);
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  words.textContent = text("lessons.deleted", { day });
  const undo = button(text("lessons.undo"), text("lessons.undo_which", { day }), () => undoDelete(lesson));
  undo.dataset.role = "undo-delete";
  undo.dataset.code = lesson.code;
  item.append(words, undo);
  return item;
}

/**
 * @param {string} words
 * @param {string} label
 * @param {() => Promise<void>} act one press at a time
 */
function button(words, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    await act();
    made.disabled = false;
  });
  return made;
}

/**
 * It is gone from the device before anything is said, so nothing of it stays behind where the page goes away.
 * @param {Lesson} lesson
 */
async function deleteWithUndo(lesson) {
  const { code } = lesson;
  try {
    const entries = await readEntries(code);
    await deleteLesson(code);
    deleted.set(code, { lesson, entries });
  } catch {
    showMessage(text("lessons.not_done"));
    return;
  }
  setTimeout(() => void forgetDeleted(code), UNDO_MS);
  await showLessons();
  focusOn(code);
}

/** @param {Lesson} lesson */
async function undoDelete({ code }) {
  const gone = deleted.get(code);
  if (gone === undefined) return;
  try {
    await writeEntries(gone.lesson, gone.entries);
  } catch {
    deleted.set(code, gone); // its time may have run out meanwhile
    showMessage(text("lessons.not_done"));
    return;
  }
  deleted.delete(code);
  await showLessons();
  focusOn(code);
}

/** @param {string} code */
async function forgetDeleted(code) {
  if (!deleted.delete(code)) return;
  const within = itemButton(code) === document.activeElement;
  await showLessons();
  if (within) byRole(document, "lessons-title").focus();
}

/** @param {string} code */
const itemButton = (code) =>
  /** @type {HTMLElement | null} */ (
    byRole(document, "lesson-list").querySelector(`[data-code="${CSS.escape(code)}"]`)
  );

/** @param {string} code */
function focusOn(code) {
  itemButton(code)?.focus();
}
