/** @file Editor page of help: opens one lesson of the teacher's course in the editor. */

import { element, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";
import { Editor } from "./editor.js";
import { call, OwnLesson } from "./own_lesson.js";

await openLanguage("library/pages");
addEventListener("hashchange", () => location.reload());
const [token = "", id = ""] = location.hash.slice(1).split("/");
const course = await call(token, "/mine");
const lesson = (course.lessons ?? []).find((/** @type {{id: string}} */ each) => each.id === id);
if (!course.ok) showTrouble(element("trouble"), troubleWords(course.error));
else if (lesson === undefined) showTrouble(element("trouble"), text("trouble.not_found"));
else await open();

async function open() {
  document.title = `${lesson.title} · Readroom`;
  const back = /** @type {HTMLAnchorElement} */ (element("to-course"));
  back.href = `/library/manage#${token}`;
  setText(back, course.title);
  back.hidden = false;
  setText(element("lesson-name"), lesson.title);
  element("editor").hidden = false;
  await new Editor(new OwnLesson(token, course, lesson)).open();
}
