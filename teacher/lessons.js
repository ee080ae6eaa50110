/** @file The lessons this device keeps, on the start page: open one, or delete it for good. */

import { byRole } from "../look/dom.js";
import { deleteLesson, listLessons } from "./journal/store.js";
import { LESSON_WORDS } from "./words.js";

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Show the list, and nothing where this device keeps none. */
export async function showLessons() {
  const lessons = await listLessons().catch(() => []);
  byRole(document, "lessons").hidden = lessons.length === 0;
  byRole(document, "lesson-list").replaceChildren(...lessons.map(lessonItem));
}

/** @param {import("./journal/store.js").Lesson} lesson */
function lessonItem({ code, startedAt, students }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/lesson#${code}`;
  link.textContent = LESSON_WORDS.item(DAY.format(startedAt), students);
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = LESSON_WORDS.remove;
  remove.setAttribute("aria-label", LESSON_WORDS.removeWhich(DAY.format(startedAt)));
  remove.addEventListener("click", async () => {
    await deleteLesson(code);
    await showLessons();
    byRole(document, "lessons-title").focus();
  });
  item.append(link, ` ${code} `, remove);
  return item;
}
