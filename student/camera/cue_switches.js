/** @file Cue switches: what the student does not want read from their face, and what follows from what they wear. */

/** @typedef {import("../../signals/contract/masks.js").MaskName} MaskName */
/** @typedef {import("../session/saved_session.js").Worn} Worn */
/** @typedef {import("../session/saved_session.js").Switch} Switch */

// Frames and reflections hide lids and irises; a veil covers the mouth and, often, the brows.
/** @type {Record<Worn, MaskName[]>} */
const HIDES = { glasses: ["eyes", "gaze"], mask: ["mouth"], veil: ["mouth", "brow"] };

/**
 * @param {Switch[]} ticked
 * @returns {MaskName[]} what the signals are to leave alone, each name once
 */
export function maskedBy(ticked) {
  const names = ticked.flatMap((name) => (name in HIDES ? HIDES[/** @type {Worn} */ (name)] : [name]));
  return /** @type {MaskName[]} */ ([...new Set(names)]);
}

export class CueSwitches {
  /**
   * @param {Switch[]} ticked
   * @param {(ticked: Switch[]) => void} onChange
   */
  constructor(ticked, onChange) {
    this.boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-switch]"));
    for (const box of this.boxes) {
      box.checked = ticked.includes(nameOf(box));
      box.onchange = () => this.#change(onChange);
    }
    this.#showImplied();
  }

  /** @returns {Switch[]} what the student ticked, without what follows from it */
  get ticked() {
    return [...this.boxes].filter((box) => box.checked && !box.disabled).map(nameOf);
  }

  /** @param {(ticked: Switch[]) => void} onChange */
  #change(onChange) {
    this.#showImplied();
    onChange(this.ticked);
  }

  /** What is hidden by what the student wears is ticked for them, and let go with it. */
  #showImplied() {
    const worn = this.ticked.filter((name) => name in HIDES);
    const hidden = maskedBy(worn);
    for (const box of this.boxes) {
      const implied = hidden.includes(/** @type {MaskName} */ (nameOf(box)));
      if (implied !== box.disabled) box.checked = implied;
      box.disabled = implied;
    }
  }
}

/** @param {HTMLInputElement} box */
const nameOf = (box) => /** @type {Switch} */ (box.dataset.switch);
