/** @file Counts: a row of chips, one a state, with how many students are in it. */

import { byRole, setText } from "../../../look/dom.js";
import { numberText } from "../../../look/locale.js";
import { shapeOf } from "../../../look/shapes.js";
import { stateWords } from "../../../look/words.js";
import { POLICIES } from "../../../protocol/policies.js";
import { text } from "../../text.js";
import { NEED_ORDER } from "../sorting/need.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("../../../protocol/messages.js").RoomFacts} RoomFacts */
/** @typedef {Label["state"] | "alert" | "hand" | "lost"} Counted */

/**
 * @param {Label[]} labels one a student
 * @returns {Map<Counted, number>} every key of `NEED_ORDER`
 */
export function countStates(labels) {
  const counts = new Map(NEED_ORDER.map((counted) => [counted, 0]));
  for (const label of labels)
    for (const counted of countedIn(label)) counts.set(counted, (counts.get(counted) ?? 0) + 1);
  return counts;
}

/**
 * @param {Label} label
 * @returns {Counted[]}
 */
function countedIn({ state, alerts, hand, lost }) {
  /** @type {Counted[]} */
  const counted = [state];
  if (alerts.length > 0) counted.push("alert");
  if (hand) counted.push("hand");
  if (lost) counted.push("lost");
  return counted;
}

/** Owns the row of chips. */
export class Counts {
  /** @type {Map<Counted, {chip: HTMLElement, number: HTMLElement}>} */
  #chips = new Map();
  /** @type {Counted[]} */
  #always = [];

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template
   */
  constructor(list, template) {
    for (const counted of NEED_ORDER) this.#chips.set(counted, newChip(counted, template));
    list.replaceChildren(...[...this.#chips.values()].map(({ chip }) => chip));
  }

  /** @param {RoomFacts} room */
  fitRoom({ policy, proctoring }) {
    // What stays in sight at zero, so that the row does not jump; the other chips come and go.
    this.#always = ["hand", "lost", ...POLICIES[policy].counted];
    if (proctoring) this.#always.unshift("alert");
  }

  /** @param {Label[]} labels */
  show(labels) {
    for (const [counted, count] of countStates(labels)) {
      const { chip, number } = /** @type {{chip: HTMLElement, number: HTMLElement}} */ (
        this.#chips.get(counted)
      );
      setText(number, numberText(count));
      chip.classList.toggle("none", count === 0);
      chip.hidden = count === 0 && !this.#always.includes(counted);
    }
  }
}

/** @param {Counted} counted */
function chipWords(counted) {
  if (counted === "alert" || counted === "lost" || counted === "hand") return text(`chip.${counted}`);
  return stateWords(counted);
}

/**
 * @param {Counted} counted
 * @param {HTMLTemplateElement} template
 */
function newChip(counted, template) {
  const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const number = byRole(content, "count");
  number.dataset.state = counted;
  byRole(content, "chip-shape").append(shapeOf(counted));
  byRole(content, "chip-shape").dataset.state = counted;
  byRole(content, "chip-word").textContent = chipWords(counted);
  const chip = /** @type {HTMLElement} */ (content.firstElementChild);
  chip.dataset.help = counted;
  return { chip, number };
}
