/** @file Curve words: one step of a lesson's curve as a person would say it. */

import { listText, percentText } from "../../../look/locale.js";
import { stateWords } from "../../../look/words.js";
import { clockText } from "../show.js";
import { text } from "../text.js";

/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./steps.js").State} State */
/** @typedef {{start_s: number, text: string}} Chapter */

/**
 * @param {Step} step
 * @param {State | null} told whose share is told
 * @param {readonly Chapter[]} chapters in the order of the lesson
 */
export function stepWords({ from_s, to_s, counts }, told, chapters) {
  const time = { from: clockText(from_s), to: clockText(to_s) };
  const chapter = chapters.filter(({ start_s }) => start_s < to_s).at(-1);
  const parts = chapter === undefined ? [] : [text("curve.step_chapter", { title: chapter.text })];
  if (counts === null) return [text("curve.step_few", time), ...parts].join(" ");
  const { first, again, per_100, states, measured, coverage } = counts;
  parts.unshift(text("curve.step", { ...time, seen: first, again, lost: Math.round(per_100) }));
  if (measured > 0) {
    const counted = states.map(({ state, count }) =>
      text("curve.state_count", { state: stateWords(state), count }),
    );
    const shares = { measured, coverage: percentText(coverage) };
    parts.push(text("curve.step_states", { states: listText(counted), ...shares }));
  }
  if (counts.told !== null && told !== null) {
    const { share, low, high } = counts.told;
    const interval = { low: percentText(low), high: percentText(high) };
    parts.push(text("curve.step_share", { state: stateWords(told), share: percentText(share), ...interval }));
  }
  return parts.join(" ");
}
