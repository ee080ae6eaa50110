/** @file Legend of a curve: what each colour and pattern stands for. */

import { BANDS } from "../../../classroom/chart/plot.js";
import { stateWords } from "../../../look/words.js";
import { text } from "../text.js";

/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./steps.js").State} State */

/**
 * @param {HTMLElement} list
 * @param {readonly Step[]} steps
 * @param {State | null} told
 * @param {boolean} hasChapters
 */
export function showLegend(list, steps, told, hasChapters) {
  const seen = new Set(steps.flatMap(({ counts }) => counts?.states.map(({ state }) => state) ?? []));
  const bands = BANDS.filter(({ states }) => states.some((state) => seen.has(state)));
  const hasStates = seen.size > 0 && told !== null;
  list.replaceChildren(
    entry("first", text("curve.first")),
    entry("again", text("curve.again")),
    entry("lost", text("curve.per_100")),
    ...bands.map((band) => {
      const names = band.states.filter((state) => seen.has(state)).map(stateWords);
      return entry(`band-${BANDS.indexOf(band)}`, names.join(", "));
    }),
    ...(hasStates
      ? [
          entry("share", text("curve.legend_share", { state: stateWords(told) })),
          entry("coverage", text("curve.legend_coverage")),
        ]
      : []),
    ...(steps.some(({ counts }) => counts === null) ? [entry("few", text("curve.legend_few"))] : []),
    ...(hasChapters ? [entry("chapter", text("curve.legend_chapter"))] : []),
  );
}

/**
 * @param {string} ink
 * @param {string} words
 */
function entry(ink, words) {
  const item = document.createElement("li");
  const swatch = document.createElement("span");
  swatch.className = `swatch swatch-${ink}`;
  item.append(swatch, words);
  return item;
}
