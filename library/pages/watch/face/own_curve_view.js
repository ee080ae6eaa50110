/** @file View of one's own curve: states along the lesson, how long each lasted, and where one may have been puzzled. */

import { element, setText } from "../../../../look/dom.js";
import { shapeOf } from "../../../../look/shapes.js";
import { stateWords } from "../../../../look/words.js";
import { clockText } from "../../show.js";
import { text } from "../../text.js";

/** @typedef {import("./own_curve.js").OwnCurve} OwnCurve */

const SVG = "http://www.w3.org/2000/svg";
const MOST_PLACES = 12;

export class OwnCurveView {
  #isOpen = false;

  /**
   * @param {OwnCurve} curve
   * @param {number} duration_s
   * @param {(time_s: number) => void} onGo
   */
  constructor(curve, duration_s, onGo) {
    this.curve = curve;
    this.duration_s = duration_s;
    this.onGo = onGo;
    this.button = element("own-curve-switch");
    this.button.addEventListener("click", () => this.#switch(!this.#isOpen));
    this.#switch(false);
  }

  /** Something was added. */
  draw() {
    if (!this.#isOpen) return;
    const stretches = this.curve.stretches();
    setText(element("own-curve-none"), stretches.length === 0 ? text("own.none") : "");
    element("own-curve").replaceChildren(
      ...(stretches.length === 0 ? [] : [picture(stretches, this.duration_s)]),
    );
    this.#drawRows();
    this.#drawPlaces(stretches.filter(({ state }) => state === "confused").slice(0, MOST_PLACES));
  }

  /** @param {boolean} open */
  #switch(open) {
    this.#isOpen = open;
    this.button.setAttribute("aria-expanded", String(open));
    setText(this.button, text(open ? "own.hide" : "own.show"));
    element("own-curve-panel").hidden = !open;
    this.draw();
  }

  #drawRows() {
    const rows = this.curve.rows().map(({ state, seconds }) => {
      const item = document.createElement("li");
      item.dataset.state = state;
      const words = document.createElement("span");
      words.textContent = text("own.row", { state: stateWords(state), time: clockText(seconds) });
      item.append(shapeOf(state), words);
      return item;
    });
    element("own-curve-rows").replaceChildren(...rows);
  }

  /** @param {import("./own_curve.js").Stretch[]} puzzled */
  #drawPlaces(puzzled) {
    const list = element("own-curve-places");
    element("own-curve-places-box").hidden = puzzled.length === 0;
    // Whoever is about to press one keeps it.
    const shown = [...list.querySelectorAll("button")].map(({ textContent }) => textContent);
    const times = puzzled.map(({ from_s }) => clockText(from_s));
    if (times.join() === shown.join()) return;
    list.replaceChildren(
      ...puzzled.map(({ from_s }) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = clockText(from_s);
        button.addEventListener("click", () => this.onGo(from_s));
        item.append(button);
        return item;
      }),
    );
  }
}

/**
 * @param {import("./own_curve.js").Stretch[]} stretches
 * @param {number} duration_s
 */
function picture(stretches, duration_s) {
  // Time runs from left to right in every language, as on the player's own bar.
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${Math.max(duration_s, 1)} 1`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const { state, from_s, until_s } of stretches) {
    const rect = document.createElementNS(SVG, "rect");
    rect.dataset.state = state;
    const width = Math.min(until_s, duration_s) - from_s;
    for (const [name, value] of Object.entries({ x: from_s, y: 0, width, height: 1 }))
      rect.setAttribute(name, String(value));
    svg.append(rect);
  }
  return svg;
}
