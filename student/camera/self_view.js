/** @file Self-view: which camera it comes from, and whether it and the overlay are shown; the labels need neither. */

import { element, field } from "../../look/dom.js";
import { text } from "../panels/text.js";

/** @typedef {{selfView: boolean, outline: boolean, camera: string}} Choice `camera` is a device's id, empty for any */

const picker = () => /** @type {HTMLSelectElement} */ (element("camera-choice"));

export class SelfView {
  /**
   * @param {Choice} choice
   * @param {(change: Partial<Choice>) => void} onChange
   */
  constructor(choice, onChange) {
    field("show-self-view").checked = choice.selfView;
    field("show-outline").checked = choice.outline;
    this.#show();
    field("show-self-view").onchange = () => onChange(this.#show());
    field("show-outline").onchange = () => onChange(this.#show());
    picker().onchange = () => onChange({ camera: picker().value });
  }

  /**
   * Offer the cameras of this device; one alone is no choice.
   * @param {MediaDeviceInfo[]} cameras
   * @param {string} current
   */
  offer(cameras, current) {
    element("camera-field").hidden = cameras.length < 2;
    const nameOf = (/** @type {string} */ label, /** @type {number} */ index) =>
      label || text("camera.number", { number: index + 1 });
    const options = cameras.map(({ deviceId, label }, index) => new Option(nameOf(label, index), deviceId));
    if (!isSame(options, [...picker().options])) picker().replaceChildren(...options);
    picker().value = current;
  }

  #show() {
    const selfView = field("show-self-view").checked;
    const outline = field("show-outline").checked;
    const mirror = element("mirror");
    mirror.dataset.view = selfView ? "on" : "off";
    mirror.dataset.outline = outline ? "on" : "off";
    field("show-outline").disabled = !selfView;
    return { selfView, outline };
  }
}

/**
 * Whether a list in which the student may be choosing just now can be left alone.
 * @param {HTMLOptionElement[]} options
 * @param {HTMLOptionElement[]} shown
 */
function isSame(options, shown) {
  return (
    options.length === shown.length &&
    options.every((option, index) => option.isEqualNode(shown[index] ?? null))
  );
}

/** @returns {HTMLCanvasElement} a new one over the self-view, for a worker that takes it for good */
export function freshCanvas() {
  const canvas = document.createElement("canvas");
  element("mirror").querySelector("canvas")?.remove();
  element("mirror").append(canvas);
  return canvas;
}
