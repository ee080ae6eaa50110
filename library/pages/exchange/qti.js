/** @file QTI 3 (and 2) items with one choice, read as questions: the interaction, its choices and its right response. */

import { LENGTHS, MOST_CHOICES } from "../offers/cards.js";
import { plainLine, plainText } from "./plain.js";

/** @typedef {import("./h5p_read.js").Left} Left */
/** @typedef {import("./h5p_read.js").Why} Why */
/** @typedef {{quizzes: import("../offers/cards.js").Quiz[], left: Left[]}} Items */

/**
 * @param {Document} page of an item, or of several
 * @returns {Items}
 */
export function readQti(page) {
  /** @type {Items} */
  const found = { quizzes: [], left: [] };
  for (const item of named(page, "assessment-item")) {
    const quiz = quizOf(item);
    if (typeof quiz === "string") found.left.push({ name: titleOf(item), why: quiz });
    else found.quizzes.push(quiz);
  }
  return found;
}

/**
 * @param {Element} item
 * @returns {import("../offers/cards.js").Quiz | Why} why it cannot be taken over
 */
function quizOf(item) {
  const [body] = named(item, "item-body");
  const interactions = body === undefined ? [] : [...body.querySelectorAll("*")].filter(isInteraction);
  const [interaction] = interactions;
  if (interaction === undefined || interactions.length > 1 || !is(interaction, "choice-interaction"))
    return "kind";
  const rights = rightsOf(item, interaction);
  const choices = named(interaction, "simple-choice");
  const right = choices.findIndex((choice) => choice.getAttribute("identifier") === rights[0]);
  if (rights.length !== 1 || right < 0) return "several";
  const words = choices.map(wordsOf).map((each) => each.replaceAll("\n", " "));
  if (words.length < 2 || words.length > MOST_CHOICES || words.includes("")) return "choices";
  const text = questionOf(/** @type {Element} */ (body), interaction);
  if (text === "") return "empty";
  if (text.length > LENGTHS.text || words.some((each) => each.length > LENGTHS.choice)) return "long";
  return { do: "ask", text, choices: words, right };
}

/**
 * @param {Element} item
 * @param {Element} interaction
 * @returns {string[]} the identifiers of the right choices
 */
function rightsOf(item, interaction) {
  const response =
    interaction.getAttribute("response-identifier") ?? interaction.getAttribute("responseIdentifier");
  const declared = named(item, "response-declaration").find(
    (each) => each.getAttribute("identifier") === response,
  );
  const correct = declared === undefined ? [] : named(declared, "correct-response");
  return correct.flatMap((each) => named(each, "value")).map(({ textContent }) => (textContent ?? "").trim());
}

/**
 * What stands before the choices, and their prompt.
 * @param {Element} body
 * @param {Element} interaction
 */
function questionOf(body, interaction) {
  const prompts = named(interaction, "prompt").map(wordsOf);
  const copy = /** @type {Element} */ (body.cloneNode(true));
  for (const each of [...copy.querySelectorAll("*")].filter(isInteraction)) each.remove();
  return [wordsOf(copy), ...prompts].filter((words) => words !== "").join("\n");
}

/** @param {Element} item */
const titleOf = (item) => plainLine(item.getAttribute("title") ?? item.getAttribute("identifier") ?? "");

/** @param {Element} element */
const wordsOf = (element) => plainText(new XMLSerializer().serializeToString(element));

/** @param {Element} element */
const isInteraction = (element) => /interaction$/i.test(element.localName);

/**
 * @param {ParentNode} root
 * @param {string} name as in QTI 3, without its `qti-`
 */
const named = (root, name) => [...root.querySelectorAll("*")].filter((element) => is(element, name));

/**
 * QTI 2 writes `simpleChoice` for what QTI 3 calls `qti-simple-choice`.
 * @param {Element} element
 * @param {string} name
 */
const is = ({ localName }, name) =>
  localName === `qti-${name}` || localName.toLowerCase() === name.replaceAll("-", "");
