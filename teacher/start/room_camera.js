/** @file The choice of a camera on the room, where this server offers one: it goes with self-report alone. */

import { byRole } from "../../look/dom.js";
import { text } from "../text.js";

/** @typedef {import("../../protocol/room_code.js").RoomCamera} RoomCamera */
/** @typedef {import("../../protocol/messages.js").Policy} Policy */

const NONE = "none";
const POLICY = "self";

/** Owns the field, which is hidden where there is nothing to choose. */
export class RoomCameraChoice {
  /** @param {ParentNode} page */
  constructor(page) {
    this.field = byRole(page, "room-camera-field");
    this.hint = byRole(page, "room-camera-hint");
    this.anonymous = /** @type {HTMLInputElement} */ (byRole(page, "anonymous"));
    this.select = /** @type {HTMLSelectElement} */ (byRole(page, "room-camera"));
    this.select.addEventListener("change", () => this.#say());
  }

  /** @param {readonly RoomCamera[]} told what this server's cameras may tell */
  offer(told) {
    const options = told.length === 0 ? [] : /** @type {const} */ ([NONE, ...told]);
    this.select.replaceChildren(
      ...options.map((name) => new Option(text(`start.room_camera.${name}`), name)),
    );
  }

  /** @param {Policy} policy the one that is chosen */
  show(policy) {
    this.field.hidden = this.select.options.length === 0 || policy !== POLICY;
    if (this.field.hidden) this.select.value = NONE;
    this.#say();
  }

  /** @returns {{room_camera?: RoomCamera}} */
  get wish() {
    const { value } = this.select;
    const isChosen = !this.field.hidden && value !== NONE && value !== "";
    return isChosen ? { room_camera: /** @type {RoomCamera} */ (value) } : {};
  }

  #say() {
    const { room_camera: told } = this.wish;
    this.hint.textContent = told === undefined ? "" : text(`audience.law.${told}`);
    // Who is in the picture of the room has no say in it, so names stay a choice of each page.
    this.anonymous.disabled = told !== undefined;
    if (told !== undefined) this.anonymous.checked = false;
  }
}
