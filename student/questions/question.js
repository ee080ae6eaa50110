/** @file Question: the teacher's quick check; one choice, sent as a number, and another click changes it; then the results. */

import { ResultBars } from "../../look/bars/bars.js";
import { clockText, secondsLeft } from "../../look/bars/countdown.js";
import { byRole, setText } from "../../look/dom.js";
import { text } from "../panels/text.js";
import { QuestionSlots } from "./question_slots.js";

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */

/**
 * @typedef {object} Answering
 * @property {() => number | null} answered what this student has chosen
 * @property {(choice: number) => void} answer
 * @property {() => number} now in ms on the relay's clock
 */

const TICK_MS = 500;

const slots = new QuestionSlots();
/** @type {Map<string, Answering>} by the question's id */
const answerings = new Map();
/** @type {PromptMessage | null} */
let drawn = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;
/** @type {ResultBars | null} */
let bars = null;

/**
 * @param {PromptMessage} prompt
 * @param {Answering} answering
 */
export function showQuestion(prompt, answering) {
  answerings.set(prompt.id, answering);
  slots.take(prompt);
  draw();
}

function draw() {
  const { shown } = slots;
  const answering = shown === null ? undefined : answerings.get(shown.id);
  if (shown === drawn) return;
  const card = byRole(document, "question");
  drawn = shown;
  if (shown === null || answering === undefined) close(card);
  else if (shown.results === undefined) showRunning(card, shown, answering);
  else showResults(card, shown, shown.results, answering.answered());
}

/**
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 * @param {Answering} answering
 */
function showRunning(card, prompt, { answered, answer, now }) {
  open(card, prompt);
  const buttons = prompt.choices.map((words, choice) =>
    choiceButton(words, choice === answered(), () => answer(choice)),
  );
  byRole(card, "question-choices").hidden = false;
  byRole(card, "question-choices").replaceChildren(...buttons);
  byRole(card, "question-results-box").hidden = true;
  if (prompt.ends_at !== undefined) countDown(card, prompt.ends_at, now);
}

/**
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 * @param {number[]} results how many chose each choice
 * @param {number | null} answered
 */
function showResults(card, prompt, results, answered) {
  const { choices, correct = null } = prompt;
  open(card, prompt);
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
}

/**
 * @param {HTMLElement} card
 * @param {PromptMessage} prompt
 */
function open(card, { id, text: words, href, alone }) {
  clearInterval(ticking);
  byRole(card, "question-timer").hidden = true;
  card.dataset.prompt = id;
  byRole(card, "question-alone").hidden = !alone;
  byRole(card, "close-question").onclick = () => {
    slots.close();
    draw();
  };
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
