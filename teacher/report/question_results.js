/** @file Question results: each question of a lesson with its answers as bars, in percent and count. */

import { ResultBars } from "../../look/bars/bars.js";
import { minuteWords } from "../review/moment_words.js";
import { text } from "../text.js";
import { element } from "./elements.js";

/** @typedef {import("../../classroom/questions/questions.js").Question} Question */

/**
 * @param {Question} question
 * @returns {HTMLElement} an item of the list of questions
 */
export function questionItem({ tally, askedAt, correct }) {
  const item = element("li", "");
  const heading = element("h3", "");
  heading.append(element("time", minuteWords(askedAt)), " ", element("bdi", tally.prompt.text));
  const results = element("ul", "");
  new ResultBars(results).show(tally.read().map((row, index) => ({ ...row, isCorrect: index === correct })));
  item.append(heading, results, element("p", text("ask.answered", { count: tally.answered })));
  return item;
}
