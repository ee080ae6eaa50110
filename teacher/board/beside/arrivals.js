/** @file Arrivals: how many of the class have come, in words, where the teacher has said how many there are or not. */

import { device } from "../../../look/storage.js";
import { text } from "../../text.js";

const SIZE_KEPT_AS = "readroom class size";
const LARGEST = 20_000;

/** @returns {number | null} how many the teacher's class has, as said on this device */
export function classSize() {
  return sizeOf(device.read(SIZE_KEPT_AS) ?? "");
}

/** @param {string} written by the teacher; empty takes it back */
export function keepClassSize(written) {
  const size = sizeOf(written);
  if (size === null) device.remove(SIZE_KEPT_AS);
  else device.write(SIZE_KEPT_AS, String(size));
}

/** @param {string} written */
function sizeOf(written) {
  const size = Number(written);
  return Number.isInteger(size) && size > 0 && size <= LARGEST ? size : null;
}

/**
 * @param {number} here
 * @param {number | null} size
 */
export function arrivalWords(here, size) {
  return size === null ? text("come.count", { count: here }) : text("come.of", { count: here, size });
}
