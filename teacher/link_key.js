/** @file Link key: the token that a link from the board brings, read once, kept for this tab, and taken out of the address bar. */

import { tab } from "../look/storage.js";
import { RoomCodeError, readRoomCode } from "../protocol/room_code.js";

/** @typedef {{token: string, code: string}} LinkKey */

/**
 * A photograph of the screen opens nothing, since the address there is the page's alone; a reload of the tab goes on.
 * @param {string} prefix what tokens of this page's role begin with
 * @param {string} keptAs
 * @returns {LinkKey | null} only the relay can tell whether it is genuine
 */
export function takeLinkKey(prefix, keptAs) {
  const token = new RegExp(`^#${prefix}\\.([\\w-]+)\\.\\d+\\.[\\w-]+`);
  const linked = token.exec(location.hash.replace(/%2D/gi, "-"))?.[0]?.slice(1);
  if (linked !== undefined) tab.write(keptAs, linked);
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
  return keyOf(linked ?? tab.read(keptAs) ?? "");
}

/**
 * @param {string} token
 * @returns {LinkKey | null}
 */
function keyOf(token) {
  try {
    return { token, code: readRoomCode(token.split(".")[1] ?? "").code };
  } catch (error) {
    if (error instanceof RoomCodeError) return null;
    throw error;
  }
}
