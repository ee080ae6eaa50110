/** @file Effect of an offer in one sentence: how many took it, and whom it helped, with Wilson's 95% interval. */

import { wilson } from "../../../classroom/timeline/class_index.js";
import { percentText } from "../../../look/locale.js";
import { text } from "../text.js";

/** @typedef {{cue: string, place: number, shown: number, taken: number, helped: number, not_helped: number}} Effect */

/**
 * @param {Effect | undefined} effect
 * @returns {string}
 */
export function effectWords(effect) {
  if (effect === undefined) return text("effect.few");
  const { shown, taken, helped } = effect;
  const said = helped + effect.not_helped;
  const took = text("effect.taken", { taken, shown });
  if (said === 0) return took;
  const { low, high } = wilson(helped, said);
  const values = { helped, said, low: percentText(low), high: percentText(high) };
  return `${took} ${text("effect.helped", values)}`;
}
