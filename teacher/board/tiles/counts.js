/** @file Counts: a row of chips, one a state, with how many students are in it. */

import { byRole, setText } from "../../../look/dom.js";
import { numberText } from "../../../look/locale.js";
import { shapeOf } from "../../../look/shapes.js";
import { stateWords } from "../../../look/words.js";
import { lets, POLICIES } from "../../../protocol/policies.js";
import { STATES } from "../../../protocol/states.js";
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
  // What a student says stands over what a camera guesses: nobody is counted as both.
  const isGuess = state !== "offline" && STATES[state].group === "attention";
  /** @type {Counted[]} */
  const counted = lost && isGuess ? [] : [state];
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
  /** @type {Counted[]} */
  #never = [];

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template
   * @param {Partial<Record<Counted, HTMLElement>>} elsewhere where a number stands that is told once, in another place
   */
  constructor(list, template, elsewhere = {}) {
    this.elsewhere = elsewhere;
    for (const counted of NEED_ORDER) this.#chips.set(counted, newChip(counted, template));
    const inRow = [...this.#chips].filter(([counted]) => elsewhere[counted] === undefined);
    list.replaceChildren(...inRow.map(([, { chip }]) => chip));
    for (const [counted, { chip }] of this.#chips) elsewhere[counted]?.replaceChildren(...chip.childNodes);
  }

  /** @param {RoomFacts} room */
  fitRoom({ policy, proctoring }) {
    // What stays in sight at zero, so that the row does not jump; the other chips come and go.
    this.#always = ["hand", "lost", ...POLICIES[policy].counted];
    if (proctoring) this.#always.unshift("alert");
    // A board tells the focused as a share of the class, and where nobody has a camera everybody is simply here.
    const isBoard = this.elsewhere.hand !== undefined;
    this.#never = isBoard ? [lets(policy, "focused") ? "focused" : "self"] : [];
  }

  /** @param {Label[]} labels */
  show(labels) {
    for (const [counted, count] of countStates(labels)) {
      const { chip, number } = /** @type {{chip: HTMLElement, number: HTMLElement}} */ (
        this.#chips.get(counted)
      );
      setText(number, numberText(count));
      chip.classList.toggle("none", count === 0);
      chip.hidden = this.#never.includes(counted) || (count === 0 && !this.#always.includes(counted));
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
