/** @file Cues: the one list of what a report can name of a face, in the wire's order. Twin of cues.py. */

import { MASKS } from "../contract/masks.js";
import { GROUPS } from "../contract/reasons.js";

/** @typedef {import("../baseline/baseline.js").Reference} Reference */
/** @typedef {import("../contract/masks.js").MaskName} MaskName */
/** @typedef {import("../contract/parameters.js").Parameters} Parameters */
/** @typedef {import("../contract/report.js").Cue} CueName */
/** @typedef {import("../contract/report.js").State} State */
/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */

/**
 * Follows one face for a cue that no state is told by: `update` takes one in a readable pose and returns whether the
 * cue is on, `reset` forgets the face that is gone.
 * @typedef {{update: (measures: FaceMeasures, reference: Reference, dtS: number) => boolean, reset: () => void}} Follower
 */

/**
 * What the state machine knows of one frame; `looks` are the cues of the attention.
 * @typedef {{lowered: boolean, tilted: boolean, unsmiling: boolean, yawning: boolean, closed: boolean, looks: CueName[]}} Facts
 */

/**
 * One cue: its name, the mask that hides it, and the fact that tells it, or the class that follows it.
 *
 * It belongs to the `states` it explains, to all where none are named: beside any other, "no smile" would only be a
 * remark about a face.
 * @typedef {{name: CueName, mask: MaskName, told?: (facts: Facts) => boolean, states?: readonly State[], follower?: new (parameters: Parameters) => Follower}} Cue
 */

/** @type {readonly Cue[]} */
export const CUE_LIST = [
  { name: "brow_lowered", mask: "brow", told: (facts) => facts.lowered },
  { name: "head_tilted", mask: "head", told: (facts) => facts.tilted },
  { name: "no_smile", mask: "mouth", told: (facts) => facts.unsmiling, states: ["confused"] },
  {
    name: "gaze_centred",
    mask: "gaze",
    told: (facts) => facts.looks.includes("gaze_centred"),
    states: ["focused", "confused"],
  },
  { name: "eyes_closed", mask: "eyes", told: (facts) => facts.closed },
  { name: "yawn", mask: "mouth", told: (facts) => facts.yawning },
  { name: "gaze_left", mask: "gaze", told: (facts) => facts.looks.includes("gaze_left") },
  { name: "gaze_right", mask: "gaze", told: (facts) => facts.looks.includes("gaze_right") },
  { name: "gaze_up", mask: "gaze", told: (facts) => facts.looks.includes("gaze_up") },
  { name: "gaze_down", mask: "gaze", told: (facts) => facts.looks.includes("gaze_down") },
];

/** @type {readonly CueName[]} */
export const CUES = [...CUE_LIST.map((cue) => cue.name), ...GROUPS];

export const CUES_OF = /** @type {Record<MaskName, CueName[]>} */ (
  Object.fromEntries(
    MASKS.map((mask) => [mask, CUE_LIST.filter((cue) => cue.mask === mask).map((cue) => cue.name)]),
  )
);

/** The cues of one face, but those that are switched off. */
export class ListedCues {
  #listed;
  /** @type {Map<CueName, Follower>} */
  #followers = new Map();
  /** @type {Cue[]} */
  #on = [];

  /**
   * @param {Parameters} parameters
   * @param {import("../contract/masks.js").Masks} masks
   */
  constructor(parameters, masks) {
    this.#listed = CUE_LIST.filter((cue) => !masks.off(cue.mask));
    for (const { name, follower: Kind } of this.#listed) {
      if (Kind !== undefined) this.#followers.set(name, new Kind(parameters));
    }
  }

  /**
   * Take one face; `measures` are null in a pose in which brow and mouth cannot be read.
   * @param {Facts} facts
   * @param {FaceMeasures | null} measures
   * @param {Reference} reference
   * @param {number} dtS
   */
  observe(facts, measures, reference, dtS) {
    const shown = new Set();
    if (measures !== null) {
      for (const [name, follower] of this.#followers) {
        if (follower.update(measures, reference, dtS)) shown.add(name);
      }
    }
    this.#on = this.#listed.filter((cue) => cue.told?.(facts) ?? shown.has(cue.name));
  }

  /** The names of the cues that are on. */
  get names() {
    return this.#on.map((cue) => cue.name);
  }

  /**
   * Return the names of the cues that are on and belong to a state.
   * @param {State} state
   * @returns {CueName[]}
   */
  explaining(state) {
    return this.#on.filter(({ states }) => states?.includes(state) ?? true).map((cue) => cue.name);
  }

  /** Forget the face that is gone. */
  forgetFace() {
    for (const follower of this.#followers.values()) follower.reset();
    this.#on = [];
  }
}
