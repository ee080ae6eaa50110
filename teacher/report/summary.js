/** @file Summary of a lesson: the sentence on top, its moments, and what students said, as the page shows them. */

import { lossByMinute } from "../../classroom/timeline/moments.js";
import { byRole, setText } from "../../look/dom.js";
import { headlineWords, lostWords, minuteWords } from "../review/moment_words.js";
import { topicAt } from "../review/topics.js";
import { text } from "../text.js";
import { element } from "./elements.js";
import { saidSummary } from "./said_summary.js";

/** @typedef {import("../saved_lessons/saved_lesson.js").SavedLesson} Kept */
/** @typedef {import("../../classroom/timeline/moments.js").LostMoment} LostMoment */

/** The smallest class of which a moment is told. */
const FEWEST = 5;

/** @param {Kept} kept */
export function minutesOf({ lesson, students, timeline, said }) {
  const tracked = [...students.keys()].map((id) => ({ id, track: timeline.momentsOf(id) }));
  return lossByMinute({ students: tracked, said, gaps: timeline.gaps, endMs: lesson.endedAt });
}

/**
 * @param {Kept} kept
 * @param {LostMoment[]} moments
 */
export function showSummary(kept, moments) {
  setText(byRole(document, "headline"), headlineWords(moments, kept, kept.students.size >= FEWEST));
  const inTime = moments.toSorted((a, b) => a.atMs - b.atMs);
  byRole(document, "moments-box").hidden = moments.length === 0;
  byRole(document, "moments").replaceChildren(...inTime.map((moment) => momentItem(moment, kept)));
  byRole(document, "said").replaceChildren(...saidItems(kept.said));
}

/**
 * @param {LostMoment} moment
 * @param {Kept} kept
 */
function momentItem(moment, kept) {
  const item = element("li", "");
  const topic = topicAt(kept, moment.atMs);
  item.append(element("time", minuteWords(moment.atMs)), ` ${lostWords(moment)}`);
  if (topic !== "") item.append(" · ", element("bdi", topic));
  return item;
}

/** @param {Kept["said"]} said */
function saidItems(said) {
  const sums = saidSummary(said);
  if (sums.length === 0) return [element("li", text("said_sum.nothing"))];
  return sums.map(({ kind, times, students }) =>
    element(
      "li",
      text("said_sum.line", {
        what: text(`said.${kind}`),
        times: text("said_sum.times", { count: times }),
        students: text("said_sum.students", { count: students }),
      }),
    ),
  );
}
