/** @file Summary: at the end, a row for each state with when it was, and the own answers; from memory, and gone with the page. */

import { element } from "../../look/dom.js";
import { shapeOf } from "../../look/shapes.js";
import { stateWords } from "../../look/words.js";
import { text } from "../panels/text.js";
import { durationWords } from "../panels/words.js";

/** @typedef {import("../session/timeline.js").Timeline} Timeline */
/** @typedef {import("../session/timeline.js").Row} Row */

/** What is no guess: that somebody takes part, and what they said. */
const TOLD = ["here", "self", "paused", "hand", "lost"];
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Timeline} timeline
 * @param {number} end_s
 * @param {import("./own_answers.js").Row[]} answers
 */
export function showSummary(timeline, end_s, answers) {
  const rows = timeline.rows(end_s);
  showAnswers(answers);
  element("summary").hidden = rows.length === 0;
  element("summary-guesses").hidden = rows.every(({ state }) => TOLD.includes(state));
  element("summary-length").textContent = durationWords(end_s - timeline.began_s);
  element("summary-rows").replaceChildren(...rows.map((row) => item(row, timeline.began_s, end_s)));
}

/** @param {import("./own_answers.js").Row[]} answers */
function showAnswers(answers) {
  element("own-answers").hidden = answers.length === 0;
  const terms = answers.flatMap(({ question, answer }) => [
    written("dt", question),
    answer === null ? written("dd", text("summary.no_answer")) : written("dd", answer),
  ]);
  element("own-answer-rows").replaceChildren(...terms);
}

/**
 * @param {string} tag
 * @param {string} words
 */
function written(tag, words) {
  const part = document.createElement(tag);
  part.dir = "auto";
  part.textContent = words;
  return part;
}

/**
 * @param {Row} row
 * @param {number} began_s
 * @param {number} end_s
 */
function item(row, began_s, end_s) {
  const line = document.createElement("li");
  const word = document.createElement("span");
  const time = document.createElement("span");
  const shape = row.state === "here" ? "self" : row.state;
  line.dataset.state = shape;
  word.append(shapeOf(shape), rowWords(row.state));
  time.textContent = durationWords(row.seconds);
  line.append(word, time, bar(row, began_s, end_s));
  return line;
}

/** @param {string} state or `here`, in a room that uses no camera */
function rowWords(state) {
  // What a board says of a student in the third person, their own page says to them.
  const own = /** @type {const} */ ({ here: "said.here", hand: "said.hand", lost: "lesson.lost" });
  if (state in own) return text(own[/** @type {keyof typeof own} */ (state)]);
  return stateWords(/** @type {import("../../look/words.js").Told} */ (state));
}

/**
 * @param {Row} row
 * @param {number} began_s
 * @param {number} end_s
 */
function bar({ spans }, began_s, end_s) {
  // Time runs from left to right in every language, as on the clocks and charts of all of them.
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `${began_s} 0 ${Math.max(end_s - began_s, 1)} 1`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const { from_s, until_s } of spans) {
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: from_s, y: 0, width: until_s - from_s, height: 1 }))
      rect.setAttribute(name, String(value));
    svg.append(rect);
  }
  return svg;
}
