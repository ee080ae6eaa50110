/** @file Lazy loading of the ask card: only a room that asks first fetches it; the guess stays on this page. */

import { late } from "../protocol/lazy_import.js";

const askCard = late(() => import("./panels/ask_card.js"));

export class LazyAskCard {
  /** @type {import("./panels/ask_card.js").AskCard | null} in a room that asks first */
  #card = null;

  /**
   * @param {import("./session/session.js").Session} session
   * @param {() => void} onYes the student wants the teacher to know
   * @param {(said: "asked_yes" | "asked_no") => void} onSaid whether the guess was right, for this device alone
   */
  constructor(session, onYes, onSaid) {
    this.session = session;
    this.onYes = onYes;
    this.onSaid = onSaid;
  }

  async open() {
    const { AskCard } = await askCard();
    this.#card ??= new AskCard(this.session.saved.askNoMore, (answer) => this.#answered(answer));
  }

  /** @param {boolean} puzzled */
  show(puzzled) {
    this.#card?.show(puzzled);
  }

  drop() {
    this.#card?.drop();
  }

  /** @param {import("./session/ask_timing.js").Answer} answer */
  #answered(answer) {
    if (answer === "never") this.session.keep({ askNoMore: true });
    if (answer === "yes" || answer === "no") this.onSaid(`asked_${answer}`);
    if (answer === "yes" && !this.session.saved.lost) this.onYes();
  }
}
