/** @file Chart on the screen: uPlot, which draws nothing while the page is hidden and catches up when it is shown. */

import { saidBy } from "../../look/busy.js";
import { forgetColours, screenColour } from "./colours.js";
import { loadPlot } from "./load_uplot.js";
import { optionsOf, stacked, uPlot } from "./plot.js";
import { rows, saidOptions } from "./said_plot.js";

/** @typedef {import("../timeline/columns.js").Column} Column */
/** @typedef {import("../timeline/said.js").SaidColumn} SaidColumn */
/** @typedef {import("../notes.js").Mark} Mark */
/** @typedef {import("uplot")} Plot */

/** What was said has a row for each kind. */
const HEIGHT_PX = { states: 100, said: 136 };

/** Owns the canvas. */
export class ScreenChart {
  /** @type {Plot | null} */
  #plot = null;
  #loading = false;
  /** @type {Mark[]} */
  #marks = [];
  /** @type {Column[] | SaidColumn[]} */
  #columns = [];
  /** @type {keyof typeof HEIGHT_PX} */
  #draws = "states";
  /** @type {(() => import("uplot").AlignedData) | null} what has still to be drawn */
  #due = null;

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
      forgetColours();
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

  /**
   * What students said, in a room where nobody's face is read. A chart draws the one or the other, from first to last.
   * @param {SaidColumn[]} columns
   * @param {Mark[]} marks
   */
  drawSaid(columns, marks) {
    this.#draws = "said";
    this.#marks = marks;
    this.#columns = columns;
    this.#due = () => rows(columns);
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
    if (width > 0) this.#plot?.setSize({ width, height: HEIGHT_PX[this.#draws] }); // it has none while the page is printed
  }

  #options() {
    const width = this.element.clientWidth;
    const shown = { marks: () => this.#marks, columns: () => this.#columns };
    const look = { width, height: HEIGHT_PX[this.#draws], ink: screenColour, scale: 1, ...shown };
    if (this.#draws === "states") return optionsOf(look);
    return saidOptions({ ...look, saidColumns: () => /** @type {SaidColumn[]} */ (this.#columns) });
  }
}
