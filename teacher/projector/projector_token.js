/** @file Projector token: read from the link once, kept for this tab, and taken out of the address bar. */

import { tab } from "../../look/storage.js";
import { RoomCodeError, readRoomCode } from "../../protocol/room_code.js";

/** @typedef {{token: string, code: string}} ProjectorKey */

const KEPT_AS = "readroom projector";
const TOKEN = /^#p\.([\w-]+)\.\d+\.[\w-]+/;

/**
 * A photograph of the screen opens nothing, since the address there is the page's alone; a reload of the tab goes on.
 * @returns {ProjectorKey | null} only the relay can tell whether it is genuine
 */
export function takeProjectorKey() {
  const linked = TOKEN.exec(location.hash.replace(/%2D/gi, "-"))?.[0]?.slice(1);
  if (linked !== undefined) tab.write(KEPT_AS, linked);
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
  return keyOf(linked ?? tab.read(KEPT_AS) ?? "");
}

/**
 * @param {string} token
 * @returns {ProjectorKey | null}
 */
function keyOf(token) {
  try {
    return { token, code: readRoomCode(token.split(".")[1] ?? "").code };
  } catch (error) {
    if (error instanceof RoomCodeError) return null;
    throw error;
  }
}
