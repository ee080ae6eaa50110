/** @file The strip's picture on the screen: uPlot, which draws nothing while nobody looks, and all of it once somebody does. */

import { forgetInks, screenInk } from "../../../classroom/chart/inks.js";
import { loadPlot } from "../../../classroom/chart/library.js";
import { optionsOf, stacked, uPlot } from "../../../classroom/chart/plot.js";
import { saidBy } from "../../../look/busy.js";

/** @typedef {import("../../../classroom/timeline.js").Column} Column */
/** @typedef {import("../../../classroom/marks.js").Mark} Mark */
/** @typedef {import("uplot")} Plot */

const HEIGHT_PX = 128;

/** Owns the canvas. */
export class Chart {
  /** @type {Plot | null} */
  #plot = null;
  #loading = false;
  /** @type {Mark[]} */
  #marks = [];
  /** @type {Column[]} */
  #columns = [];
  /** @type {(() => import("uplot").AlignedData) | null} what has still to be drawn */
  #due = null;
  tellsFocus = true;

  /**
   * @param {HTMLElement} element
   * @param {(index: number | null) => void} onPoint
   */
  constructor(element, onPoint) {
    this.element = element;
    this.onPoint = onPoint;
    new ResizeObserver(() => this.#resize()).observe(element);
    document.addEventListener("visibilitychange", () => this.#draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      forgetInks();
      this.#plot?.redraw(false);
    });
    // The pointer speaks to the reader only where a person moved it, not where a redraw put it back.
    element.addEventListener("pointermove", () => this.onPoint(this.#plot?.cursor.idx ?? null));
    element.addEventListener("pointerleave", () => this.onPoint(null));
  }

  /**
   * @param {Column[]} columns
   * @param {(number | null)[]} means
   * @param {Mark[]} marks
   */
  draw(columns, means, marks) {
    this.#marks = marks;
    this.#columns = columns;
    this.#due = () => stacked(columns, means);
    this.#draw();
  }

  /** @param {number} index show the cursor here */
  point(index) {
    const plot = this.#plot;
    const seconds = plot?.data[0][index];
    if (plot === null || seconds === undefined) return;
    plot.setCursor({ left: plot.valToPos(seconds, "x"), top: 0 }, false);
  }

  #draw() {
    if (this.#due === null || document.visibilityState === "hidden") return;
    if (this.#plot === null) {
      void this.#load();
      return;
    }
    this.#plot.setData(this.#due());
    this.#due = null;
  }

  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    await loadPlot(saidBy(this.element));
    const Plot = uPlot();
    this.#plot = new Plot(this.#options(), this.#due?.(), this.element);
    this.#due = null;
  }

  #resize() {
    const width = this.element.clientWidth;
    if (width > 0) this.#plot?.setSize({ width, height: HEIGHT_PX }); // it has none while the page is printed
  }

  #options() {
    const width = this.element.clientWidth;
    const shown = { marks: () => this.#marks, columns: () => this.#columns };
    return optionsOf({ width, height: HEIGHT_PX, ink: screenInk, scale: 1, ...shown });
  }
}
