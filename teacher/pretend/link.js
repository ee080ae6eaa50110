/** @file Deep link of the pretend class: which kind of room the board is to play with simulated students. */

import { POLICY_NAMES } from "../../protocol/policies.js";

/** @typedef {import("../../protocol/messages.js").Policy} Policy */

/** @param {Policy} policy */
export const pretendLink = (policy) => `/t#pretend=${policy}`;

/**
 * @param {string} hash the fragment of the page's address, with its `#`
 * @returns {Policy | null} null where it is the link of a real room, or of none
 */
export function readPretendLink(hash) {
  const wanted = /^#pretend(?:=(\w+))?$/.exec(hash);
  if (wanted === null) return null;
  return POLICY_NAMES.find((name) => name === wanted[1]) ?? POLICY_NAMES[0] ?? null;
}
