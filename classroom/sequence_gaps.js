/** @file Sequence gaps: up to which number the board holds all reports of a student, and which it does without. */

import { placeOf } from "./reports.js";

/** @typedef {import("./student.js").Student} Student */
/** @typedef {import("../protocol/messages.js").ReportMessage} ReportMessage */

/**
 * Whether a number is missing among those that follow the last one.
 * @param {ReportMessage | undefined} last
 * @param {ReportMessage[]} added
 */
export function hasGap(last, added) {
  let before = last?.seq ?? added[0]?.seq ?? 0;
  for (const { seq } of added) {
    if (seq > before + 1) return true;
    before = Math.max(before, seq);
  }
  return false;
}

/**
 * Hold what follows without a gap. A repeat from beyond a gap is the answer to our request: the page no longer has what
 * came before, so the board goes on without it.
 * @param {Student} student
 * @param {ReportMessage[]} repeated
 */
export function advanceHeld(student, repeated) {
  advance(student);
  for (const { seq } of repeated) {
    if (seq <= student.held + 1 || student.askedSince !== student.held) continue;
    holdUpTo(student, seq - 1);
    advance(student);
  }
}

/**
 * Move `held` over every report that follows it without a gap.
 * @param {Student} student
 */
function advance(student) {
  const { reports } = student;
  for (let index = placeOf(reports, student.held + 1); index < reports.length; index += 1) {
    if (reports[index]?.seq !== student.held + 1) return;
    holdUpTo(student, student.held + 1);
  }
}

/**
 * What is dropped is not asked for again, and not taken again.
 * @param {Student} student
 * @param {number} seq up to which everything is dropped
 */
export function noteDropped(student, seq) {
  student.dropped = Math.max(student.dropped, seq);
  if (student.held < student.dropped) holdUpTo(student, student.dropped);
  if (seq > 0) advance(student);
}

/**
 * An answer comes in several messages, so a request that was made from here covers the rest of it too.
 * @param {Student} student
 * @param {number} seq
 */
function holdUpTo(student, seq) {
  if (student.askedSince === student.held) student.askedSince = seq;
  student.held = seq;
}
