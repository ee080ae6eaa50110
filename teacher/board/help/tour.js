/** @file First-run tour: three cards in the page's own flow, dismissed for good with one button or Escape. */

import { byRole, setText } from "../../../look/dom.js";
import { device } from "../../../look/storage.js";
import { text } from "../../text.js";

const KEY = "readroom.tour";
/** `target` is the data-role of what a step speaks of. */
const STEPS = /** @type {const} */ ([
  { name: "invite", target: "toggle-invite" },
  { name: "read", target: "counts" },
  { name: "ask", target: "open-ask" },
]);
const SHOWN_ON = "toured";

/** Owns the card and how far the teacher is. */
export class Tour {
  #step = 0;
  #isAskedFor = false;

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
    if (device.read(KEY) === null) this.#show();
  }

  /** The class is here: who is in the midst of the tour goes on, and the next empty room begins it anew. */
  stepAside() {
    if (this.#isAskedFor || this.card.hidden || this.card.contains(document.activeElement)) return;
    this.card.hidden = true;
    this.#point(null);
  }

  /** Show it again, from the beginning, to somebody who asked for it. */
  open() {
    this.#isAskedFor = true;
    this.#go(0);
  }

  /** @param {number} step */
  #go(step) {
    if (step >= STEPS.length) {
      this.#end();
      return;
    }
    this.#step = step;
    this.#show();
    byRole(this.page, "tour-title").focus();
  }

  #show() {
    const step = STEPS[this.#step];
    if (step === undefined) return;
    this.card.hidden = false;
    setText(byRole(this.page, "tour-title"), text(`tour.${step.name}`));
    setText(byRole(this.page, "tour-text"), text(`tour_text.${step.name}`));
    setText(byRole(this.page, "tour-step"), text("tour.step", { step: this.#step + 1, steps: STEPS.length }));
    const last = this.#step + 1 === STEPS.length;
    byRole(this.page, "tour-skip").hidden = last;
    setText(byRole(this.page, "tour-next"), text(last ? "tour.done" : "tour.next"));
    this.#point(step.target);
  }

  #end() {
    const inside = this.card.contains(document.activeElement);
    this.card.hidden = true;
    this.#point(null);
    if (inside) byRole(this.page, "open-help").focus();
    device.write(KEY, "seen");
  }

  /** @param {string | null} target */
  #point(target) {
    for (const { target: role } of STEPS) byRole(this.page, role).classList.toggle(SHOWN_ON, role === target);
  }
}
