/** @file The first-run tour: three cards in the page's own flow, left for good with one button or Escape. */

import { byRole, setText } from "../../look/dom.js";
import { TOUR_STEPS, TOUR_WORDS } from "./words.js";

const KEY = "readroom.tour";
const SHOWN_ON = "toured";

/** Owns the card and how far the teacher is. */
export class Tour {
  #step = 0;

  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.card = byRole(page, "tour");
    byRole(page, "tour-next").addEventListener("click", () => this.#go(this.#step + 1));
    byRole(page, "tour-skip").addEventListener("click", () => this.#end());
    this.card.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#end();
    });
  }

  /** Who comes for the first time is not pulled away from what they do: the card appears, the focus stays. */
  begin() {
    if (!wasSeen()) this.#show();
  }

  /** Show it again, from the beginning, to somebody who asked for it. */
  open() {
    this.#go(0);
  }

  /** @param {number} step */
  #go(step) {
    if (step >= TOUR_STEPS.length) {
      this.#end();
      return;
    }
    this.#step = step;
    this.#show();
    byRole(this.page, "tour-title").focus();
  }

  #show() {
    const step = TOUR_STEPS[this.#step];
    if (step === undefined) return;
    this.card.hidden = false;
    setText(byRole(this.page, "tour-title"), step.title);
    setText(byRole(this.page, "tour-text"), step.text);
    setText(byRole(this.page, "tour-step"), TOUR_WORDS.step(this.#step + 1, TOUR_STEPS.length));
    const last = this.#step + 1 === TOUR_STEPS.length;
    setText(byRole(this.page, "tour-next"), last ? TOUR_WORDS.done : TOUR_WORDS.next);
    this.#point(step.target);
  }

  #end() {
    const inside = this.card.contains(document.activeElement);
    this.card.hidden = true;
    this.#point(null);
    if (inside) byRole(this.page, "open-help").focus();
    try {
      localStorage.setItem(KEY, "seen");
    } catch {
      // A browser that keeps nothing shows it again next time.
    }
  }

  /** @param {string | null} target */
  #point(target) {
    for (const { target: role } of TOUR_STEPS)
      byRole(this.page, role).classList.toggle(SHOWN_ON, role === target);
  }
}

function wasSeen() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}
