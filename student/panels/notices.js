/** @file Notices: the troubles that stand at this moment, each with its words and its buttons. */

import { element } from "../../look/dom.js";
import { text } from "./text.js";
import { WAYS_ON } from "./troubles.js";

/** @typedef {import("./troubles.js").Trouble} Trouble */
/** @typedef {import("./troubles.js").Spoken} Spoken */
/** @typedef {import("./troubles.js").WayOn} WayOn */

export class Notices {
  /** @param {(way: WayOn) => void} onWay */
  constructor(onWay) {
    this.onWay = onWay;
    /** @type {Map<Trouble, string>} */
    this.standing = new Map();
  }

  /**
   * @param {Trouble} trouble
   * @param {boolean} stands
   * @param {string} [words] where the words are not the trouble's own
   */
  set(trouble, stands, words) {
    const before = this.standing.get(trouble);
    if (!stands) this.standing.delete(trouble);
    else this.standing.set(trouble, words ?? text(`trouble.${/** @type {Spoken} */ (trouble)}`));
    if (this.standing.get(trouble) !== before) showTroubles(this.standing, this.onWay);
  }

  /** @param {Trouble[]} troubles which to end; all of them where none is named */
  clear(...troubles) {
    for (const trouble of troubles.length === 0 ? [...this.standing.keys()] : troubles)
      this.set(trouble, false);
  }
}

/**
 * @param {Map<Trouble, string>} troubles each with the words to show
 * @param {(way: WayOn) => void} onWay
 */
export function showTroubles(troubles, onWay) {
  const box = element("message");
  const focused = focusedButton(box);
  box.dataset.kinds = [...troubles.keys()].join(" ");
  box.replaceChildren(...[...troubles].map(([trouble, words]) => troubleBox(trouble, words, onWay)));
  // Another trouble came or went: whoever stood on a button that is still offered stands there still.
  if (focused !== null) /** @type {HTMLElement | null} */ (box.querySelector(focused))?.focus();
}

/**
 * @param {HTMLElement} box
 * @returns {string | null} the selector of the button that has the focus, null where none has
 */
function focusedButton(box) {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !box.contains(activeElement)) return null;
  const kind = /** @type {HTMLElement | null} */ (activeElement.closest("[data-kind]"))?.dataset.kind;
  return `[data-kind="${kind}"] [data-way="${activeElement.dataset.way}"]`;
}

/**
 * @param {Trouble} trouble
 * @param {string} words
 * @param {(way: WayOn) => void} onWay
 */
function troubleBox(trouble, words, onWay) {
  const box = document.createElement("div");
  const line = document.createElement("p");
  const ways = document.createElement("div");
  box.className = "message";
  box.dataset.kind = trouble;
  line.textContent = words;
  ways.className = "ways";
  ways.append(...WAYS_ON[trouble].map((way) => wayButton(way, onWay)));
  box.append(line, ...(ways.childElementCount === 0 ? [] : [ways]));
  return box;
}

/**
 * @param {WayOn} way
 * @param {(way: WayOn) => void} onWay
 */
function wayButton(way, onWay) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.way = way;
  button.textContent = text(`way.${way}`);
  button.addEventListener("click", () => onWay(way));
  return button;
}
