/** @file The lessons this device keeps, on the start page: open one, or delete it for good. */

import { byRole } from "../look/dom.js";
import { dateText } from "../look/locale.js";
import { deleteLesson, listLessons } from "./journal/store.js";
import { text } from "./text.js";

/** Show the list, and nothing where this device keeps none. */
export async function showLessons() {
  const lessons = await listLessons().catch(() => []);
  byRole(document, "lessons").hidden = lessons.length === 0;
  byRole(document, "lesson-list").replaceChildren(...lessons.map(lessonItem));
}

/** @param {import("./journal/store.js").Lesson} lesson */
function lessonItem({ code, startedAt, students }) {
  const item = document.createElement("li");
  const day = dateText(startedAt, { dateStyle: "medium", timeStyle: "short" });
  const link = document.createElement("a");
  link.href = `/lesson#${code}`;
  link.textContent = text("lessons.item", { day, count: students });
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = text("lessons.delete");
  remove.setAttribute("aria-label", text("lessons.delete_which", { day }));
  remove.addEventListener("click", async () => {
    await deleteLesson(code);
    await showLessons();
    byRole(document, "lessons-title").focus();
  });
  item.append(link, ` ${code} `, remove);
  return item;
}
