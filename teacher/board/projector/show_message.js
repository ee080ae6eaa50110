/** @file Show message: what the class is to see on a projector, made of counts alone; no name, id or report is in it. */

import { countPace } from "../../../classroom/pace_count.js";

/** @typedef {import("../../../classroom/questions/questions.js").Question} Question */
/** @typedef {import("../../../classroom/questions/questions.js").Questions} Questions */
/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../protocol/messages.js").ShowMessage} ShowMessage */

/**
 * The answers to a question that runs are counted but not told apart, so that nobody follows the others; which choice is
 * right, and how many chose each, is there once the teacher shows it to the class.
 * @param {Questions} questions
 * @param {Iterable<Student>} students
 * @param {number} nowMs
 * @returns {ShowMessage}
 */
export function showMessage(questions, students, nowMs) {
  const here = [...students].filter(({ online }) => online);
  const question = questions.running ?? questions.shown;
  const results = question?.results ?? null;
  return {
    question: question === null ? null : shownQuestion(question),
    counts: results,
    correct: results === null ? null : (question?.correct ?? null),
    answered: results?.reduce((sum, count) => sum + count, 0) ?? question?.tally.answered ?? 0,
    of: here.length,
    pace: countPace(here, nowMs),
    at: questions.latest?.actedAt ?? 0,
  };
}

/**
 * @param {Question} question
 * @returns {import("../../../protocol/messages.js").ShownQuestion}
 */
function shownQuestion({ tally, endedAt, endsAt }) {
  const { id, text, choices } = tally.prompt;
  return { id, text, choices, ended: endedAt !== null, ...(endsAt === null ? {} : { ends_at: endsAt }) };
}
