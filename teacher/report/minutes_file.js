/** @file Minutes file: the class by the minute as a spreadsheet reads it, with no row of anybody. */

import { csv } from "../csv.js";
import { download } from "../download.js";
import { COLUMNS, minuteRows } from "./tables.js";

const CSV = "text/csv;charset=utf-8";

/** @param {Pick<import("../saved_lessons/saved_lesson.js").SavedLesson, "lesson" | "timeline">} kept */
export function saveMinutes({ lesson, timeline }) {
  const words = csv(COLUMNS.minutes, minuteRows(timeline, lesson.endedAt));
  download(`readroom-${lesson.code}-minutes.csv`, new Blob([words], { type: CSV }));
}
