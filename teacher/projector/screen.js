/** @file Screen: what the class sees on the projector, drawn from the boards' latest word. */

import { ResultBars } from "../../look/bars/bars.js";
import { clockText, secondsLeft } from "../../look/bars/countdown.js";
import { byRole, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { qrCode } from "../../look/qr.js";
import { text } from "../text.js";

/** @typedef {import("../../protocol/messages.js").ShowMessage} ShowMessage */
/** @typedef {import("../../protocol/messages.js").ShownQuestion} ShownQuestion */

/** From here on a question is a paragraph, and set as one. */
const LONG_CHARACTERS = 80;
const PACES = /** @type {const} */ (["slower", "fine", "faster"]);

/** Owns the page. */
export class Screen {
  #choices = "";

  /**
   * @param {ParentNode} page
   * @param {() => number} now in ms on the relay's clock
   */
  constructor(page, now) {
    this.page = page;
    this.now = now;
    this.bars = new ResultBars(byRole(page, "answers"));
  }

  /** @param {import("../../protocol/messages.js").ProjectorJoined} room */
  enterRoom({ code, student_url }) {
    const { host, pathname } = new URL(student_url);
    byRole(this.page, "screen").hidden = false;
    setText(byRole(this.page, "room-code"), code);
    setText(byRole(this.page, "projector-address"), `${host}${pathname}`);
    byRole(this.page, "qr").replaceChildren(qrCode(student_url, text("projector.qr", { code })));
  }

  /** @param {ShowMessage} shown */
  show({ question, counts, correct = null, answered, of, pace }) {
    byRole(this.page, "screen").classList.toggle("asking", question !== null);
    byRole(this.page, "question").hidden = question === null;
    const here = byRole(this.page, "projector-here");
    here.hidden = false;
    setText(here, text("projector.here", { count: of }));
    this.#showPace(pace);
    if (question === null) return;
    const heading = byRole(this.page, "question-text");
    setText(heading, question.text);
    heading.classList.toggle("long", question.text.length > LONG_CHARACTERS);
    this.#showChoices(question, counts === null);
    this.#showResults(question, counts, correct);
    // Who has answered may have left since.
    const whole = { count: answered, of: Math.max(answered, of) };
    setText(
      byRole(this.page, "question-count"),
      counts === null ? text("ask.answered_of", whole) : text("ask.answered", { count: answered }),
    );
    this.tick(question);
  }

  /** @param {ShownQuestion | null} question as the time goes on */
  tick(question) {
    const timer = byRole(this.page, "question-timer");
    const endsAt = question === null || question.ended ? null : (question.ends_at ?? null);
    timer.hidden = endsAt === null;
    if (endsAt !== null) setText(timer, clockText(secondsLeft(endsAt, this.now())));
  }

  /**
   * @param {ShownQuestion} question
   * @param {boolean} shown
   */
  #showChoices({ choices }, shown) {
    const list = byRole(this.page, "choices");
    list.hidden = !shown;
    const written = JSON.stringify(choices);
    if (written === this.#choices) return;
    this.#choices = written;
    list.replaceChildren(
      ...choices.map((choice) => {
        const item = document.createElement("li");
        item.dir = "auto";
        item.textContent = choice;
        return item;
      }),
    );
  }

  /**
   * @param {ShownQuestion} question
   * @param {number[] | null} counts
   * @param {number | null} correct
   */
  #showResults({ choices }, counts, correct) {
    byRole(this.page, "answers").hidden = counts === null;
    if (counts === null) return;
    const total = counts.reduce((sum, count) => sum + count, 0);
    this.bars.show(
      choices.map((choice, index) => {
        const count = counts[index] ?? 0;
        return { choice, count, share: total === 0 ? 0 : count / total, isCorrect: index === correct };
      }),
    );
  }

  /** @param {import("../../protocol/messages.js").Paces} pace */
  #showPace(pace) {
    const said = PACES.filter((name) => pace[name] > 0);
    const line = byRole(this.page, "pace");
    line.hidden = said.length === 0;
    const told = listText(said.map((name) => text(`pace_says.${name}`, { count: pace[name] })));
    setText(line, text("ask.pace", { told }));
  }
}
