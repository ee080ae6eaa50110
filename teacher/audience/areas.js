/** @file Areas that do not count: rectangles drawn over the picture with a pointer, or moved with the keyboard. */

import { byRole, setText } from "../../look/dom.js";
import { text } from "../text.js";

/** @typedef {import("../../capture/audience/messages.js").Area} Area */

const LEAST = 0.01;
const STEP = 0.02;
/** @type {Area} */
const FRESH = [0.4, 0.4, 0.2, 0.2];
/** @type {Record<string, [across: number, down: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const clamp = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(value, 0), most);

/**
 * @param {Area} area
 * @param {number} across
 * @param {number} down
 * @returns {Area} as far as the picture goes
 */
export function moved([left, top, width, height], across, down) {
  return [clamp(left + across, 1 - width), clamp(top + down, 1 - height), width, height];
}

/**
 * @param {Area} area
 * @param {number} across
 * @param {number} down
 * @returns {Area} larger or smaller at its far corner
 */
export function resized([left, top, width, height], across, down) {
  return [
    left,
    top,
    Math.max(STEP, clamp(width + across, 1 - left)),
    Math.max(STEP, clamp(height + down, 1 - top)),
  ];
}

/**
 * @param {[x: number, y: number]} from
 * @param {[x: number, y: number]} to
 * @returns {Area}
 */
export function spanned([x0, y0], [x1, y1]) {
  return [Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)];
}

export class AreaEditor {
  /** @type {Area[]} */
  #areas = [];
  /** @type {[x: number, y: number] | null} */
  #from = null;

  /**
   * @param {ParentNode} root
   * @param {(areas: Area[]) => void} onChange
   */
  constructor(root, onChange) {
    this.layer = byRole(root, "areas");
    this.list = byRole(root, "area-list");
    this.onChange = onChange;
    byRole(root, "area-add").addEventListener("click", () => this.#add(FRESH, true));
    this.layer.addEventListener("pointerdown", (event) => this.#begin(event));
    this.layer.addEventListener("pointerup", (event) => this.#end(event));
    this.layer.addEventListener("pointercancel", () => {
      this.#from = null;
    });
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (event.target !== this.layer || event.button !== 0) return;
    this.layer.setPointerCapture(event.pointerId);
    this.#from = this.#place(event);
  }

  /** @param {PointerEvent} event */
  #end(event) {
    const from = this.#from;
    this.#from = null;
    if (from === null) return;
    const area = spanned(from, this.#place(event));
    if (area[2] > LEAST && area[3] > LEAST) this.#add(area, false);
  }

  /**
   * @param {PointerEvent} event
   * @returns {[x: number, y: number]} in shares of the picture
   */
  #place({ clientX, clientY }) {
    const { left, top, width, height } = this.layer.getBoundingClientRect();
    return [clamp((clientX - left) / width, 1), clamp((clientY - top) / height, 1)];
  }

  /**
   * @param {Area} area
   * @param {boolean} focused
   */
  #add(area, focused) {
    this.#set([...this.#areas, area]);
    if (focused) this.#focus(this.#areas.length - 1);
  }

  /** @param {Area[]} areas */
  #set(areas) {
    this.#areas = areas;
    this.#draw();
    this.onChange(areas);
  }

  #draw() {
    this.layer.replaceChildren(...this.#areas.map((area, place) => this.#rectangle(area, place)));
    for (const old of this.list.querySelectorAll('[data-role="area-remove"]')) old.remove();
    this.list.append(...this.#areas.map((_, place) => this.#remover(place)));
  }

  /**
   * @param {Area} area
   * @param {number} place
   */
  #rectangle(area, place) {
    const drawn = document.createElement("div");
    drawn.dataset.role = "area";
    drawn.tabIndex = 0;
    drawn.setAttribute("role", "group");
    drawn.setAttribute("aria-label", text("audience.area", { number: place + 1 }));
    setText(drawn, String(place + 1));
    lay(drawn, area);
    drawn.addEventListener("keydown", (event) => this.#press(event, place));
    return drawn;
  }

  /** @param {number} place */
  #remover(place) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.role = "area-remove";
    setText(button, text("audience.area_remove", { number: place + 1 }));
    button.addEventListener("click", () => this.#remove(place));
    return button;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} place
   */
  #press(event, place) {
    const area = this.#areas[place];
    const arrow = ARROWS[event.key];
    if (area === undefined) return;
    if (event.key === "Delete" || event.key === "Backspace") this.#remove(place);
    else if (arrow === undefined) return;
    else {
      const [across, down] = arrow;
      const change = event.shiftKey ? resized : moved;
      this.#set(this.#areas.with(place, change(area, across * STEP, down * STEP)));
      this.#focus(place);
    }
    event.preventDefault();
  }

  /** @param {number} place */
  #remove(place) {
    this.#set(this.#areas.filter((_, other) => other !== place));
    byRole(this.list, "area-add").focus();
  }

  /** @param {number} place */
  #focus(place) {
    /** @type {HTMLElement | undefined} */ (this.layer.children[place])?.focus();
  }
}

/**
 * @param {HTMLElement} drawn
 * @param {Area} area
 */
function lay(drawn, [left, top, width, height]) {
  const percent = (/** @type {number} */ share) => `${share * 100}%`;
  Object.assign(drawn.style, {
    insetInlineStart: percent(left),
    insetBlockStart: percent(top),
    inlineSize: percent(width),
    blockSize: percent(height),
  });
}
