/** @file Curve chart: a lesson's curve on the screen, and a step of it read by pointer or arrow keys. */

import { forgetColours, screenColour } from "../../../classroom/chart/colours.js";
import { loadPlot } from "../../../classroom/chart/load_uplot.js";
import { uPlot } from "../../../classroom/chart/plot.js";
import { saidBy } from "../../../look/busy.js";
import { setAttribute, setText } from "../../../look/dom.js";
import { curveData, curveOptions, heightOf } from "./curve_plot.js";
import { stepAt } from "./steps.js";

/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./curve_words.js").Chapter} Chapter */
/** @typedef {import("./curve_plot.js").NamedRow} NamedRow */

const MINUTE_S = 60;
const EDGE_PX = 8;

/** Owns the canvas, the slider around it and the words beside the pointer. */
export class CurveChart {
  /** @type {import("uplot") | null} */
  #plot = null;
  /** @type {readonly Step[]} */
  #steps = [];
  /** @type {readonly Chapter[]} */
  #chapters = [];
  /** @type {(step: Step) => string} */
  #wordsOf = () => "";
  #index = 0;

  /**
   * @param {HTMLElement} slider
   * @param {HTMLElement} tooltip
   */
  constructor(slider, tooltip) {
    this.slider = slider;
    this.tooltip = tooltip;
    new ResizeObserver(() => this.#resize()).observe(slider);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      forgetColours();
      this.#plot?.redraw(false);
    });
    slider.addEventListener("keydown", (event) => this.#key(event));
    slider.addEventListener("focus", () => slider.matches(":focus-visible") && this.#read(this.#index));
    slider.addEventListener("blur", () => this.#hide());
    for (const kind of /** @type {const} */ (["pointermove", "pointerdown"]))
      slider.addEventListener(kind, ({ clientX }) => this.#point(clientX));
    slider.addEventListener("pointerleave", () => this.#hide());
  }

  /**
   * @param {object} told
   * @param {readonly Step[]} told.steps
   * @param {NamedRow[]} told.rows from the top
   * @param {readonly Chapter[]} told.chapters
   * @param {(step: Step) => string} told.wordsOf
   */
  async draw({ steps, rows, chapters, wordsOf }) {
    this.#steps = steps;
    this.#chapters = chapters;
    this.#wordsOf = wordsOf;
    this.#index = Math.min(this.#index, steps.length - 1);
    this.#tell();
    await loadPlot(saidBy(this.slider));
    this.#plot?.destroy();
    const Plot = uPlot();
    const width = this.slider.clientWidth;
    const look = { rows, width, ink: screenColour, steps: () => this.#steps, chapters: () => this.#chapters };
    this.rows = rows;
    this.#plot = new Plot(
      curveOptions(look),
      curveData(
        steps,
        rows.map(({ row }) => row),
      ),
      this.slider,
    );
  }

  #resize() {
    const width = this.slider.clientWidth;
    if (width > 0 && this.rows !== undefined)
      this.#plot?.setSize({ width, height: heightOf(this.rows.length) });
  }

  /**
   * The pointer reads the step below it, and keys go on from there.
   * @param {number} clientX
   */
  #point(clientX) {
    if (this.#plot === null) return;
    const { left, width } = this.#plot.over.getBoundingClientRect();
    const at = Math.min(width, Math.max(0, clientX - left));
    this.#read(stepAt(this.#steps, this.#plot.posToVal(at, "x")));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = this.#steps[this.#index];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = {
      ArrowLeft: this.#index - 1,
      ArrowDown: this.#index - 1,
      ArrowRight: this.#index + 1,
      ArrowUp: this.#index + 1,
      PageDown: stepAt(this.#steps, Math.max(0, step.from_s - MINUTE_S)),
      PageUp: stepAt(this.#steps, step.from_s + MINUTE_S),
      Home: 0,
      End: this.#steps.length - 1,
    }[event.key];
    if (event.key === "Escape") this.#hide();
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.min(this.#steps.length - 1, Math.max(0, target));
    this.#read(index);
    this.#plot?.setCursor({ left: this.#middle(index), top: 0 }, false);
  }

  /** @param {number} index */
  #read(index) {
    this.#index = index;
    this.#tell();
    setText(this.tooltip, this.slider.getAttribute("aria-valuetext") ?? "");
    this.tooltip.hidden = false;
    // Beside the step, on whichever side there is room for it.
    const middle = this.#middle(index) + (this.#plot?.over.offsetLeft ?? 0);
    const most = this.slider.clientWidth - this.tooltip.offsetWidth - EDGE_PX;
    const wanted =
      middle > this.slider.clientWidth / 2 ? middle - this.tooltip.offsetWidth - EDGE_PX : middle + EDGE_PX;
    this.tooltip.style.left = `${Math.max(EDGE_PX, Math.min(most, wanted))}px`;
  }

  #tell() {
    const step = this.#steps[this.#index];
    if (step === undefined) return;
    setAttribute(this.slider, "aria-valuemax", String(this.#steps.length - 1));
    setAttribute(this.slider, "aria-valuenow", String(this.#index));
    setAttribute(this.slider, "aria-valuetext", this.#wordsOf(step));
  }

  #hide() {
    this.tooltip.hidden = true;
  }

  /** @param {number} index */
  #middle(index) {
    const step = this.#steps[index];
    return step === undefined ? 0 : (this.#plot?.valToPos((step.from_s + step.to_s) / 2, "x") ?? 0);
  }
}
