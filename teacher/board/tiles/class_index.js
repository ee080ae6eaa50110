/** @file Class index in people: how many are here, how many of them are focused, and what is behind that number. */

import { classIndex, isMeasurable } from "../../../classroom/timeline/class_index.js";
import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { numberText, percentText } from "../../../look/locale.js";
import { shapeOf } from "../../../look/shapes.js";
import { lets } from "../../../protocol/policies.js";
import { text } from "../../text.js";
import { countStates } from "./counts.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("../../../classroom/timeline/class_index.js").Amounts} Amounts */

/**
 * @param {Label[]} labels
 * @returns {Amounts} who says to be lost is measured, and not called focused
 */
export function amountsNow(labels) {
  const present = labels.filter(({ state }) => state !== "offline");
  return {
    focused: countStates(labels).get("focused") ?? 0,
    measurable: present.filter(({ state }) => isMeasurable(state)).length,
    present: present.length,
  };
}

/**
 * @param {Amounts} amounts
 * @returns {string} such as `17 of 24 focused`, out of those who can be measured
 */
export const focusedWords = ({ focused, measurable }) =>
  text("class.focused", { count: focused, measurable: numberText(measurable) });

/**
 * @param {Amounts} amounts
 * @returns {string} the share with its interval, and how much of the class it speaks for
 */
export function shareWords(amounts) {
  const index = classIndex(amounts);
  const { measurable, present } = amounts;
  if (index === null) return text("strip.too_few", { measurable, present });
  const share = percentText(index.share);
  const [low, high] = [percentText(index.low), percentText(index.high)];
  return text("strip.index", { share, low, high, measurable, present });
}

/** Owns the line that says how many are focused. */
export class ClassIndex {
  #tellsFocus = true;

  /** @param {ParentNode} page */
  constructor(page) {
    this.line = byRole(page, "class-index");
    byRole(page, "class-index-shape").append(shapeOf("focused"));
  }

  /** @param {Pick<import("../../../protocol/messages.js").RoomFacts, "policy">} room */
  fitRoom({ policy }) {
    this.#tellsFocus = lets(policy, "focused");
  }

  /** @param {Label[]} labels */
  show(labels) {
    this.line.hidden = !this.#tellsFocus || labels.length === 0;
    if (this.line.hidden) return;
    const amounts = amountsNow(labels);
    setText(byRole(this.line, "class-index-words"), focusedWords(amounts));
    setAttribute(this.line, "data-help-now", `${shareWords(amounts)}.`);
  }
}
