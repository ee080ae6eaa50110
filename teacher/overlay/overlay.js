/** @file Overlay: the class's pace and question over a stream, see-through, told of counts alone by a projector's link. */

import { ResultBars } from "../../look/bars/bars.js";
import { byRole, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { Connection } from "../../protocol/connection.js";
import { newestWord } from "../projector/word_of_boards.js";
import { text } from "../text.js";

/** @typedef {import("../../protocol/messages.js").ShowMessage} ShowMessage */
/** @typedef {import("../../protocol/messages.js").Refused} Refused */

const PACES = /** @type {const} */ (["slower", "fine", "faster"]);
const REOPEN_AFTER_MS = 2000;
/** What another try will not change. */
const FINAL_REFUSALS = ["bad_token", "room_expired", "policy_off", "bad_message"];

/** Owns the overlay of one room. A stream shows no trouble with the line: what was known fades with it. */
export class Overlay {
  /** @type {ShowMessage | null} */
  #shown = null;

  /**
   * @param {ParentNode} page
   * @param {import("../token.js").TeacherKey} key a projector's
   * @param {(refusal: Refused) => void} onRefused for good
   */
  constructor(page, { token, room }, onRefused) {
    this.page = page;
    this.view = byRole(page, "overlay");
    this.bars = new ResultBars(byRole(page, "overlay-bars"));
    this.connection = new Connection({
      code: room.code,
      auth: () => ({ role: "projector", token }),
      on: {
        show: (told) => this.#show(told),
        close: () => this.#clear(),
      },
      onLine: (line, refusal) => {
        if (line !== "online") this.#clear();
        if (refusal !== null && FINAL_REFUSALS.includes(refusal.error)) onRefused(refusal);
        else if (line === "refused" || line === "ended") this.connection.reopenIn(REOPEN_AFTER_MS);
      },
    });
  }

  open() {
    void this.connection.open();
  }

  #clear() {
    this.#shown = null;
    this.view.hidden = true;
  }

  /** @param {ShowMessage} told */
  #show(told) {
    this.#shown = newestWord(this.#shown, told);
    this.view.hidden = false;
    this.#showQuestion(this.#shown);
    this.#showPace(this.#shown.pace);
  }

  /** @param {ShowMessage} shown */
  #showQuestion({ question, counts, correct = null, answered, of }) {
    byRole(this.page, "overlay-question").hidden = question === null;
    if (question === null) return;
    setText(byRole(this.page, "overlay-text"), question.text);
    byRole(this.page, "overlay-bars").hidden = counts === null;
    const whole = { count: answered, of: Math.max(answered, of) };
    const told = counts === null ? text("ask.answered_of", whole) : text("ask.answered", { count: answered });
    setText(byRole(this.page, "overlay-answered"), told);
    if (counts === null) return;
    const total = counts.reduce((sum, count) => sum + count, 0);
    this.bars.show(
      question.choices.map((choice, index) => {
        const count = counts[index] ?? 0;
        return { choice, count, share: total === 0 ? 0 : count / total, isCorrect: index === correct };
      }),
    );
  }

  /** @param {import("../../protocol/messages.js").Paces} pace */
  #showPace(pace) {
    const said = PACES.filter((name) => pace[name] > 0);
    const line = byRole(this.page, "overlay-pace");
    line.hidden = said.length === 0;
    setText(line, listText(said.map((name) => text(`pace_says.${name}`, { count: pace[name] }))));
  }
}
