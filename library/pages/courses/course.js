/** @file Course page: the lessons of one course, by the code in the address. */

import { element, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { RoomCodeError, readCourseCode } from "../../../protocol/room_code.js";
import { ask } from "../api.js";
import { clockText, linkItem, showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";

/** @typedef {import("../api.js").Course} Course */

await openLanguage("library/pages");
addEventListener("hashchange", () => location.reload());
const code = codeOf(location.hash);
if (code === null) showTrouble(element("trouble"), text("courses.no_code"));
else show(/** @type {any} */ (await ask(`/courses/${code}`)));

/** @param {string} hash */
function codeOf(hash) {
  try {
    return readCourseCode(decodeURIComponent(hash.slice(1)));
  } catch (error) {
    if (error instanceof RoomCodeError || error instanceof URIError) return null;
    throw error;
  }
}

/** @param {Course | import("../api.js").Refused} course */
function show(course) {
  if (!course.ok) {
    showTrouble(element("trouble"), troubleWords(course.error));
    return;
  }
  document.title = `${course.title} · Readroom`;
  setText(element("title"), course.title);
  setText(element("topic"), course.topic);
  element("lessons-box").hidden = false;
  element("none").hidden = course.lessons.length > 0;
  element("lessons").replaceChildren(
    ...course.lessons.map((lesson) =>
      linkItem(`/library/w#${lesson.id}`, lesson.title, clockText(lesson.duration_ms / 1000)),
    ),
  );
}
