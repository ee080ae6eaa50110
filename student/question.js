/** @file The teacher's quick check on the student's page: one choice, sent as a number; another click changes it. */

import { byRole } from "../look/dom.js";

/** @typedef {import("../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../protocol/messages.js").AnswerMessage} AnswerMessage */

/**
 * @param {PromptMessage} prompt
 * @param {(answer: AnswerMessage) => unknown} send
 */
export function showQuestion({ id, text, choices, ended }, send) {
  const card = byRole(document, "question");
  if (ended) {
    if (card.dataset.prompt === id) close(card);
    return;
  }
  // A board asks again whom it saw come back; who has the question keeps it as it stands, closed or answered.
  if (card.dataset.prompt === id) return;
  card.dataset.prompt = id;
  byRole(card, "question-text").textContent = text;
  const buttons = choices.map((words, choice) => choiceButton(words, () => send({ prompt: id, choice })));
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
 * @param {() => void} choose
 */
function choiceButton(words, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    for (const other of button.parentElement?.children ?? []) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    choose();
  });
  return button;
}
