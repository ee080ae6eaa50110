/** @file Right answer: the options of a list from which a teacher marks the choice that is right, or none. */

import { text } from "../../text.js";

/**
 * @param {string[]} choices an empty one is no option
 * @returns {HTMLOptionElement[]} valued by index, and none first
 */
export function rightAnswerOptions(choices) {
  const none = new Option(text("ask.right_none"), "");
  return [none, ...choices.flatMap((choice, index) => (choice === "" ? [] : option(choice, index)))];
}

/**
 * @param {string} choice
 * @param {number} index
 */
function option(choice, index) {
  const made = new Option(choice, String(index));
  made.dir = "auto";
  return made;
}
