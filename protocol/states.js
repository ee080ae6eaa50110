/**
 * @file States: what a student's label can be, and how each is grouped, ordered, coloured, drawn and stacked.
 *
 * Twin of states.json, which the relay and the plots read: pages need it before their first paint, and its closed types.
 */

/** States that share a band of the class's chart, from the ground up. */
export const BANDS = /** @type {const} */ ({
  focused: { ink: "focused", strength: 0.9, hatch: null },
  neutral: { ink: "focused", strength: 0.4, hatch: null },
  confused: { ink: "confused", strength: 0.9, hatch: "/" },
  drowsy: { ink: "drowsy", strength: 0.5, hatch: "-" },
  elsewhere: { ink: "away", strength: 0.9, hatch: "\\" },
  unmeasured: { ink: "unknown", strength: 0.25, hatch: null },
});

/** In the order in which the class's chart stacks them, from the ground up. */
export const STATES = /** @type {const} */ ({
  focused: {
    group: "attention",
    urgency: 3,
    band: "focused",
    ink: "focused",
    strength: 1,
    height: 0.4,
    shape: { path: "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z", solid: true },
  },
  neutral: {
    group: "attention",
    urgency: 4,
    band: "neutral",
    ink: "focused",
    strength: 0.55,
    height: 0.4,
    shape: { path: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", solid: false },
  },
  present: {
    group: "presence",
    urgency: 2,
    band: "neutral",
    ink: "focused",
    strength: 1,
    height: 0.4,
    shape: { path: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM8 12l3 3l5-6", solid: false },
  },
  confused: {
    group: "attention",
    urgency: 12,
    band: "confused",
    ink: "confused",
    strength: 1,
    height: 1,
    shape: { path: "M12 2L23 21H1z", solid: true },
  },
  drowsy: {
    group: "attention",
    urgency: 11,
    band: "drowsy",
    ink: "drowsy",
    strength: 1,
    height: 1,
    shape: { path: "M15 3a9.5 9.5 0 1 0 6 13a8 8 0 0 1-6-13z", solid: true },
  },
  down: {
    group: "attention",
    urgency: 8,
    band: "elsewhere",
    ink: "away",
    strength: 0.7,
    height: 0.55,
    shape: { path: "M12 3v17M5 13l7 7l7-7", solid: false },
  },
  away: {
    group: "attention",
    urgency: 10,
    band: "elsewhere",
    ink: "away",
    strength: 1,
    height: 0.7,
    shape: { path: "M3 12h17M13 5l7 7l-7 7", solid: false },
  },
  absent: {
    group: "absence",
    urgency: 9,
    band: "elsewhere",
    ink: "away",
    strength: 0.4,
    height: 0.7,
    shape: { path: "M5 5h14v14H5z", solid: false },
  },
  unknown: {
    group: "pending",
    urgency: 7,
    band: "unmeasured",
    ink: "unknown",
    strength: 1,
    height: 0.15,
    shape: { path: "M8 9a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.2-1.5 2.3M12 19v.5", solid: false },
  },
  calibrating: {
    group: "pending",
    urgency: 6,
    band: "unmeasured",
    ink: "unknown",
    strength: 0.45,
    height: 0.15,
    shape: { path: "M12 3a9 9 0 1 1-9 9", solid: false },
  },
  paused: {
    group: "pending",
    urgency: 5,
    band: "unmeasured",
    ink: "unknown",
    strength: 1,
    height: 0.15,
    shape: { path: "M6 4h4v16H6zM14 4h4v16h-4z", solid: true },
  },
  self: {
    group: "self",
    urgency: 1,
    band: "unmeasured",
    ink: "self",
    strength: 1,
    height: 0.15,
    shape: { path: "M4 5h16v11H11l-5 4v-4H4z", solid: false },
  },
});

/** @typedef {keyof typeof STATES} State */
/** @typedef {typeof STATES[State]["group"]} StateGroup what kind of fact it tells, by which a policy lets it through */

export const STATE_NAMES = /** @type {readonly State[]} */ (Object.keys(STATES));
