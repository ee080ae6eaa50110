/** @file Question: the teacher's quick check; one choice, sent as a number, and another click changes it. */

import { byRole } from "../../look/dom.js";

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */

/**
 * The ids of questions that are over: a board that has not heard so may still ask them.
 * @type {Set<string>}
 */
const over = new Set();

/**
 * @param {PromptMessage} prompt
 * @param {number | null} answered what this student chose before
 * @param {(choice: number) => void} answer
 */
export function showQuestion({ id, text, choices, at = 0, ended }, answered, answer) {
  const card = byRole(document, "question");
  if (ended) {
    over.add(id);
    // A later question ended the one before it, whose own end this page may have missed.
    if (card.dataset.prompt === id || at > Number(card.dataset.at)) close(card);
    return;
  }
  // A board asks again whom it saw come back; who has the question keeps it as it stands, closed or answered.
  const isNews = card.dataset.prompt !== id && !over.has(id) && at >= Number(card.dataset.at ?? 0);
  if (!isNews) return;
  card.dataset.prompt = id;
  card.dataset.at = String(at);
  byRole(card, "question-text").textContent = text;
  const buttons = choices.map((words, choice) =>
    choiceButton(words, choice === answered, () => answer(choice)),
  );
  byRole(card, "question-choices").replaceChildren(...buttons);
  card.hidden = false;
  byRole(card, "close-question").onclick = () => close(card);
}

/** @param {HTMLElement} card */
function close(card) {
  const hadFocus = card.contains(document.activeElement);
  card.hidden = true;
  if (hadFocus) byRole(document, "lost").focus(); // the button that had it is gone
}

/**
 * @param {string} words
 * @param {boolean} chosen
 * @param {() => void} choose
 */
function choiceButton(words, chosen, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.setAttribute("aria-pressed", String(chosen));
  button.addEventListener("click", () => {
    for (const other of button.parentElement?.children ?? []) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    choose();
  });
  return button;
}
