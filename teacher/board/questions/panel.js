/** @file Question panel: the live answers to the question that runs, and its results until they are put away. */

import { ResultBars } from "../../../look/bars/bars.js";
import { clockText, secondsLeft } from "../../../look/bars/countdown.js";
import { byRole, setText } from "../../../look/dom.js";
import { ANONYMOUS_ANSWERS } from "../../../protocol/messages.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { AskDialog } from "./ask_dialog.js";
import { rightAnswerOptions } from "./right_answer.js";

/** @typedef {import("../../../classroom/questions/questions.js").Question} Question */

/** Owns the questions' part of the page. */
export class QuestionPanel {
  #marks = "";
  #trouble = "";

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {questionController: import("./controller.js").QuestionController}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.controller = board.questionController;
    this.dialog = new AskDialog(page, (draft) => this.#ask(draft));
    this.card = byRole(page, "question");
    this.bars = new ResultBars(byRole(page, "answers"));
    this.right = /** @type {HTMLSelectElement} */ (byRole(page, "right-answer"));
    for (const role of ["open-ask", "ask-from-hint"]) {
      const button = byRole(page, role);
      button.hidden = false;
      button.addEventListener("click", () => this.dialog.open());
    }
    this.#on("end-question", () => this.#stop());
    this.#on("show-results", (question) => this.controller.show(question));
    this.#on("put-away", (question) => this.#putAway(question));
    this.#on("ask-again", (question) => this.#askAgain(question));
    this.right.addEventListener("change", () => {
      const { shown } = this.controller.questions;
      const correct = this.right.value === "" ? null : Number(this.right.value);
      if (shown !== null) this.controller.mark(shown, correct);
      this.#show();
    });
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ stale }) {
    if (this.board.room?.role === "teacher") this.controller.endInTime();
    this.#show();
    this.#showUntold(stale);
  }

  /** @param {import("../../../classroom/notes.js").Note} _note */
  note(_note) {
    this.#show();
  }

  /**
   * @param {string} role
   * @param {(question: Question) => unknown} act with the question that is shown
   */
  #on(role, act) {
    byRole(this.page, role).addEventListener("click", () => {
      const question = this.#current();
      this.#trouble = "";
      if (question !== null) act(question);
      this.#show();
    });
  }

  /** @returns {Question | null} that runs, or whose results stand */
  #current() {
    const { running, shown } = this.controller.questions;
    return running ?? shown;
  }

  /** @param {import("./controller.js").Draft} draft */
  async #ask(draft) {
    const refusal = await this.controller.ask(draft);
    // A class of a thousand tiles, or a phone, has it out of sight.
    if (refusal === null) this.card.scrollIntoView({ block: "nearest" });
    return refusal;
  }

  #stop() {
    this.controller.end();
    this.#show();
    byRole(this.page, "show-results").focus(); // the button that had it is gone
  }

  /** @param {Question} question */
  #putAway(question) {
    this.controller.putAway(question);
    byRole(this.page, "open-ask").focus();
  }

  /** @param {Question} question */
  #askAgain(question) {
    const button = byRole(this.page, "ask-again");
    return whileBusy(button, async () => {
      const refusal = await this.controller.askAgain(question);
      this.#trouble = refusal === null ? "" : refusalWords(refusal);
      this.#show();
      if (refusal === null) byRole(this.page, "end-question").focus();
    });
  }

  #show() {
    const question = this.#current();
    const isOver = question !== null && question.endedAt !== null;
    this.card.hidden = question === null;
    // A question that is over is no question any more to whoever looks for one that runs.
    this.card.dataset.role = isOver ? "results" : "question";
    if (question === null) return;
    const { tally, results, correct } = question;
    setText(byRole(this.page, "question-text"), tally.prompt.text);
    setText(byRole(this.page, "question-count"), this.#countWords(question));
    this.bars.show(tally.read().map((row, index) => ({ ...row, isCorrect: isOver && index === correct })));
    byRole(this.page, "end-question").hidden = isOver;
    byRole(this.page, "ask-again").hidden = !isOver;
    byRole(this.page, "put-away").hidden = !isOver;
    byRole(this.page, "right-answer-field").hidden = !isOver;
    byRole(this.page, "show-results").hidden =
      !isOver || results !== null || !this.controller.mayShow(question);
    setText(byRole(this.page, "question-told"), this.#toldWords(question));
    this.#showTimer(question);
    this.#showRight(question);
  }

  /** @param {Question} question */
  #countWords({ tally }) {
    return text("ask.answered_of", {
      count: tally.answered,
      of: this.controller.askedOf(tally, this.board.roster.students),
    });
  }

  /** @param {Question} question */
  #toldWords(question) {
    if (this.#trouble !== "") return this.#trouble;
    if (question.endedAt === null) return "";
    if (question.results !== null) return text("ask.shown");
    return this.controller.mayShow(question) ? "" : text("ask.too_few_answers", { least: ANONYMOUS_ANSWERS });
  }

  /** @param {Question} question */
  #showTimer({ endsAt, endedAt }) {
    const timer = byRole(this.page, "question-timer");
    timer.hidden = endsAt === null || endedAt !== null;
    if (endsAt === null || timer.hidden) return;
    const left = secondsLeft(endsAt, this.board.connection.now());
    setText(timer, text("ask.time_left", { time: clockText(left) }));
  }

  /** @param {Question} question */
  #showRight({ tally, correct }) {
    const marks = JSON.stringify([tally.prompt.id, correct]);
    if (marks === this.#marks) return; // somebody may be choosing just now
    this.#marks = marks;
    this.right.replaceChildren(...rightAnswerOptions(tally.prompt.choices));
    this.right.value = correct === null ? "" : String(correct);
  }

  /** @param {boolean} stale */
  #showUntold(stale) {
    const line = byRole(this.page, "untold");
    line.hidden = !(stale && this.controller.outbox.isPending);
    if (line.hidden) return;
    const { running, latest } = this.controller.questions;
    const ended = latest?.results === null ? "ask.end_untold" : "ask.results_untold";
    setText(line, text(running === null ? ended : "ask.untold"));
  }
}
