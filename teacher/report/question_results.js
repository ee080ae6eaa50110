/** @file Question results: each question of a lesson with its answers as bars, in percent and count. */

import { percentText } from "../../look/locale.js";
import { minuteWords } from "../review/moment_words.js";
import { text } from "../text.js";
import { element } from "./elements.js";

/** @typedef {import("../../classroom/questions/questions.js").Question} Question */

/**
 * @param {Question} question
 * @returns {HTMLElement} an item of the list of questions
 */
export function questionItem({ tally, askedAt }) {
  const item = element("li", "");
  const heading = element("h3", "");
  heading.append(element("time", minuteWords(askedAt)), " ", element("bdi", tally.prompt.text));
  const results = element("ul", "");
  results.className = "results";
  results.append(...tally.read().map(resultItem));
  const count = tally.answered;
  item.append(heading, results, element("p", text("ask.answered", { count })));
  return item;
}

/** @param {ReturnType<import("../../classroom/questions/tally.js").Tally["read"]>[number]} result */
function resultItem({ choice, count, share }) {
  const item = element("li", "");
  const bar = element("span", "");
  bar.className = "result-bar";
  bar.style.setProperty("--share", String(share));
  const words = element("span", text("ask.choice_count", { choice, count }));
  item.append(words, element("span", percentText(share)), bar);
  return item;
}
