/** @file Courses page: a field for a course's code, and the open list with its search and topics. */

import { element, field, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { RoomCodeError, readCourseCode } from "../../../protocol/room_code.js";
import { ask } from "../api.js";
import { linkItem, showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";
import { matching, topicsOf } from "./filter.js";

/** @typedef {import("../api.js").ListedCourse} ListedCourse */

await openLanguage("library/pages");
const offer = await ask("/courses");
/** @type {ListedCourse[]} */
const courses = offer.ok ? /** @type {any} */ (offer).courses : [];

element("code-form").addEventListener("submit", (event) => {
  event.preventDefault();
  openCode();
});
field("search").addEventListener("input", show);
const topic = /** @type {HTMLSelectElement} */ (element("topic"));
topic.append(new Option(text("courses.all_topics"), ""));
for (const name of topicsOf(courses)) topic.append(new Option(name, name));
topic.addEventListener("change", show);
element("search-row").hidden = courses.length < 2;
show();

function openCode() {
  try {
    location.href = `/library/c#${readCourseCode(field("code").value)}`;
  } catch (error) {
    if (!(error instanceof RoomCodeError)) throw error;
    const words = error.reason === "room" ? text("courses.room_code") : text("courses.no_code");
    showTrouble(element("code-trouble"), words);
  }
}

function show() {
  const found = matching(courses, field("search").value, topic.value);
  element("listed").replaceChildren(
    ...found.map((course) =>
      linkItem(
        `/library/c#${course.code}`,
        course.title,
        [course.topic, text("courses.count", { count: course.lessons })].filter(Boolean).join(" · "),
      ),
    ),
  );
  setText(element("listed-none"), found.length > 0 ? "" : noneWords());
}

function noneWords() {
  if (!offer.ok) return troubleWords(offer.error);
  return courses.length === 0 ? text("courses.none") : text("courses.none_found");
}
