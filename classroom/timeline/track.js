/** @file Track: one student over the lesson, with the state from each moment on. */

import { isMeasurable } from "./class_index.js";

/** @typedef {import("../student.js").Student} Student */
/** @typedef {import("./class_index.js").ShownState} ShownState */
/** @typedef {{at: number, state: ShownState}} Moment `at` in ms on the relay's clock */

/**
 * Reports and comings in the order of time. A student who is back is in the state they were in, until they tell another.
 * @param {Pick<Student, "reports" | "presences">} student
 * @returns {Moment[]}
 */
export function momentsOf({ reports, presences }) {
  /** @type {{at: number, state: ShownState | null}[]} */
  const all = presences.map(({ at, online }) => ({ at, state: online ? null : "offline" }));
  for (const { at, state } of reports) all.push({ at, state });
  all.sort((a, b) => a.at - b.at);
  /** @type {ShownState} */
  let told = "unknown";
  return all.map(({ at, state }) => {
    if (state !== null && state !== "offline") told = state;
    return { at, state: state ?? told };
  });
}

/**
 * As much of a student as tells a window: what came in it, and what stood when it began.
 * @param {Pick<Student, "reports" | "presences">} student
 * @param {number} fromMs
 * @returns {Pick<Student, "reports" | "presences">}
 */
export function sinceWindowStart({ reports, presences }, fromMs) {
  return { reports: since(reports, fromMs), presences: since(presences, fromMs) };
}

/**
 * @template {{at: number}} Told
 * @param {Told[]} told
 * @param {number} fromMs
 * @returns {Told[]} those from then on, and before them the last one before
 */
function since(told, fromMs) {
  /** @type {Told | undefined} */
  let last;
  for (const one of told) if (one.at < fromMs && one.at >= (last?.at ?? 0)) last = one;
  const within = told.filter(({ at }) => at >= fromMs);
  return last === undefined ? within : [last, ...within];
}

/**
 * The last moment at or before a time.
 * @param {Moment[]} moments
 * @param {number} atMs
 * @returns {number} its index, -1 where there is none
 */
export function momentAt(moments, atMs) {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((moments[middle]?.at ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The stretches of one state each within a window.
 * @param {Moment[]} moments
 * @param {number} fromMs
 * @param {number} toMs
 * @returns {{state: ShownState, ms: number}[]}
 */
export function stretches(moments, fromMs, toMs) {
  /** @type {{state: ShownState, ms: number}[]} */
  const found = [];
  for (let index = Math.max(0, momentAt(moments, fromMs)); index < moments.length; index += 1) {
    const { at, state } = /** @type {Moment} */ (moments[index]);
    if (at >= toMs) break;
    const ms = Math.min(moments[index + 1]?.at ?? toMs, toMs) - Math.max(at, fromMs);
    const before = found.at(-1);
    if (before?.state === state) before.ms += ms;
    else if (ms > 0) found.push({ state, ms });
  }
  return found;
}

/**
 * How long a student was focused, measurable and present within a window.
 * @param {Moment[]} moments
 * @param {number} fromMs
 * @param {number} toMs
 * @returns {import("./class_index.js").Amounts} in ms
 */
export function timeIn(moments, fromMs, toMs) {
  const amounts = { focused: 0, measurable: 0, present: 0 };
  for (const { state, ms } of stretches(moments, fromMs, toMs)) {
    if (state === "focused") amounts.focused += ms;
    if (isMeasurable(state)) amounts.measurable += ms;
    if (state !== "offline") amounts.present += ms;
  }
  return amounts;
}
