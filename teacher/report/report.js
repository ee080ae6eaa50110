/** @file Report page of one saved lesson: what happened in a sentence, a picture and tables, and the files to download. */

import { drawForPaper } from "../../classroom/chart/paper.js";
import { ScreenChart } from "../../classroom/chart/screen.js";
import { lostMoments } from "../../classroom/timeline/moments.js";
import { meanAt } from "../../classroom/timeline/rolling_mean.js";
import { byRole, setText } from "../../look/dom.js";
import { importSentences, openLanguage } from "../../look/language.js";
import { dateText } from "../../look/locale.js";
import { lets } from "../../protocol/policies.js";
import { download } from "../download.js";
import { ReviewPanel } from "../review/panel.js";
import { readSavedLesson } from "../saved_lessons/saved_lesson.js";
import { unreadableWords } from "../saved_lessons/storage_status.js";
import { text } from "../text.js";
import { timeWords } from "../time_words.js";
import { element } from "./elements.js";
import { attachExports } from "./exports.js";
import { saidMinuteRows, showMinutes } from "./minute_table.js";
import { questionItem } from "./question_results.js";
import { roomOf, showRoomCourse } from "./room_course.js";
import { minutesOf, showSummary } from "./summary.js";
import { minuteRows } from "./tables.js";

/** @typedef {import("../saved_lessons/saved_lesson.js").SavedLesson} Kept */
/** @typedef {import("../../classroom/chart/paper.js").Course} Course */

const DRAWN_WITHIN_MS = 10_000;

/** @param {Kept} kept */
function show(kept) {
  const { lesson, timeline, marks, questions } = kept;
  const day = dateText(lesson.startedAt, { dateStyle: "full", timeStyle: "short" });
  const dated = text("lesson.title", { code: lesson.code, day });
  const title = lesson.name ? text("lessons.named", { name: lesson.name, lesson: dated }) : dated;
  const facts = text("lesson.facts", { count: lesson.students, end: timeWords(lesson.endedAt) });
  document.title = `${title} · Readroom`; // the name of what is printed to a file
  setText(byRole(document, "lesson-title"), title);
  setText(byRole(document, "facts"), facts);
  for (const role of ["report", "exports"]) byRole(document, role).hidden = false;
  const minutes = minutesOf(kept);
  const moments = lostMoments(minutes);
  showSummary(kept, moments);
  byRole(document, "marks-box").hidden = marks.length === 0;
  byRole(document, "marks").replaceChildren(
    ...marks.map((mark) => element("li", `${timeWords(mark.at)} ${mark.text}`)),
  );
  byRole(document, "questions-box").hidden = questions.length === 0;
  byRole(document, "questions").replaceChildren(...questions.map(questionItem));
  const columns = timeline.read(lesson.endedAt);
  const means = columns.map(({ atMs }) => meanAt(timeline, atMs));
  byRole(document, "legend").hidden = !lets(lesson.policy, "focused");
  // Where a face is read for the student alone, or not at all, what is worth seeing is what was said.
  const drawsSaid = lesson.policy === "self" || lesson.policy === "ask";
  const said = drawsSaid ? kept.saidTimeline.read(lesson.endedAt, lesson.startedAt) : null;
  const rows = minuteRows(timeline, lesson.endedAt);
  showMinutes(said === null ? rows : saidMinuteRows(rows, said));
  const room = roomOf(kept.notes);
  showRoomCourse(room);
  showCourse({ columns, means, marks, said }, `readroom-${lesson.code}.png`, [title, facts]);
  new ReviewPanel({
    lesson,
    title,
    happened: { marks, questions, moments, hints: kept.hints },
    course: { columns: drawsSaid ? [] : columns, minutes, room },
  });
}

/**
 * On the screen, on paper, and as a file.
 * @param {Course} course
 * @param {string} file
 * @param {string[]} heading
 */
function showCourse(course, file, heading) {
  const chart = new ScreenChart(byRole(document, "chart"), () => {});
  if (course.said === null) chart.draw(course.columns, course.means, course.marks);
  else chart.drawSaid(course.said, course.marks);
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
  await openLanguage("teacher", importSentences);
  await open();
}

addEventListener("hashchange", () => location.reload());
// The lesson may have gone on, or been deleted, since the browser put this page aside.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
void start();
