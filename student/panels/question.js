/** @file Question: the teacher's quick check; one choice, sent as a number, and another click changes it; then the results. */

import { ResultBars } from "../../look/bars/bars.js";
import { clockText, secondsLeft } from "../../look/bars/countdown.js";
import { byRole, setText } from "../../look/dom.js";
import { text } from "./text.js";

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */

/**
 * @typedef {object} Answering
 * @property {number | null} answered what this student chose before
 * @property {(choice: number) => void} answer
 * @property {() => number} now in ms on the relay's clock
 */

const TICK_MS = 500;

/**
 * The ids of questions that are over: a board that has not heard so may still ask them.
 * @type {Set<string>}
 */
const over = new Set();
/**
 * Results that this student has closed, with the choice that was right: whoever comes back is told them again.
 * @type {Set<string>}
 */
const closedResults = new Set();
/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;
/** @type {ResultBars | null} */
let bars = null;

/**
 * @param {PromptMessage} prompt
 * @param {Answering} answering
 */
export function showQuestion(prompt, answering) {
  const { id, at = 0, ended } = prompt;
  const card = byRole(document, "question");
  if (ended) {
    over.add(id);
    if (prompt.results === undefined) showEnd(card, prompt);
    else showResults(card, prompt, prompt.results, answering.answered);
    return;
  }
  // A board asks again whom it saw come back; who has the question keeps it as it stands, closed or answered.
  const isNews = card.dataset.prompt !== id && !over.has(id) && at >= Number(card.dataset.at ?? 0);
  if (isNews) showRunning(card, prompt, answering);
}

/**
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 * @param {Answering} answering
 */
function showRunning(card, prompt, { answered, answer, now }) {
  open(card, prompt);
  const buttons = prompt.choices.map((words, choice) =>
    choiceButton(words, choice === answered, () => answer(choice)),
  );
  byRole(card, "question-choices").hidden = false;
  byRole(card, "question-choices").replaceChildren(...buttons);
  byRole(card, "question-results-box").hidden = true;
  byRole(card, "close-question").onclick = () => close(card);
  if (prompt.ends_at !== undefined) countDown(card, prompt.ends_at, now);
}

/**
 * A later question ended the one before it, whose own end this page may have missed; results that are shown stay.
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 */
function showEnd(card, { id, at = 0 }) {
  const isShown = card.dataset.prompt === id && card.dataset.results === undefined;
  if (isShown || at > Number(card.dataset.at)) close(card);
}

/**
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 * @param {number[]} results how many chose each choice
 * @param {number | null} answered
 */
function showResults(card, prompt, results, answered) {
  const { choices, correct = null, at = 0 } = prompt;
  const [shown, marked] = [JSON.stringify([prompt.id, results, correct]), `${prompt.id} ${correct}`];
  if (closedResults.has(marked) || card.dataset.results === shown || at < Number(card.dataset.at ?? 0))
    return;
  open(card, prompt);
  card.dataset.results = shown;
  byRole(card, "question-choices").hidden = true;
  byRole(card, "question-results-box").hidden = false;
  const total = results.reduce((sum, count) => sum + count, 0);
  setText(byRole(card, "question-total"), text("question.total", { count: total }));
  bars ??= new ResultBars(byRole(card, "question-results"));
  bars.show(
    choices.map((choice, index) => ({
      choice,
      count: results[index] ?? 0,
      share: total === 0 ? 0 : (results[index] ?? 0) / total,
      isOwn: index === answered,
      isCorrect: index === correct,
    })),
  );
  byRole(card, "close-question").onclick = () => {
    closedResults.add(marked);
    close(card);
  };
}

/**
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 */
function open(card, { id, text: words, href, at = 0 }) {
  clearInterval(ticking);
  byRole(card, "question-timer").hidden = true;
  card.dataset.prompt = id;
  card.dataset.at = String(at);
  delete card.dataset.results;
  setText(byRole(card, "question-text"), words);
  showLink(card, href ?? "");
  card.hidden = false;
}

/**
 * A link says where it leads before it is followed.
 * @param {HTMLElement} card
 * @param {string} href empty where the question has none
 */
function showLink(card, href) {
  const isShown = href.startsWith("https://");
  byRole(card, "question-link-box").hidden = !isShown;
  const link = /** @type {HTMLAnchorElement} */ (byRole(card, "question-link"));
  if (isShown) link.href = href;
  else link.removeAttribute("href");
  setText(byRole(card, "question-origin"), isShown ? link.host : "");
}

/**
 * The board ends the question; where its word is late, nobody answers meanwhile.
 * @param {HTMLElement} card
 * @param {number} endsAtMs
 * @param {() => number} now
 */
function countDown(card, endsAtMs, now) {
  const timer = byRole(card, "question-timer");
  timer.hidden = false;
  const tick = () => {
    const left = secondsLeft(endsAtMs, now());
    setText(
      timer,
      left === 0 ? text("question.time_up") : text("question.time_left", { time: clockText(left) }),
    );
    if (left > 0) return;
    clearInterval(ticking);
    const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
      card.querySelectorAll('[data-role="question-choices"] button')
    );
    for (const button of buttons) button.disabled = true;
  };
  ticking = setInterval(tick, TICK_MS);
  tick();
}

/** @param {HTMLElement} card */
function close(card) {
  const hadFocus = card.contains(document.activeElement);
  clearInterval(ticking);
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
