/** @file The teacher's key to a room, as it stands in the link: the room's code can be read from it, nothing else. */

import { RoomCodeError, readRoomCode } from "../protocol/room_code.js";

/** @typedef {{token: string, room: import("../protocol/room_code.js").Room}} TeacherKey */

/**
 * @param {string} hash the fragment of the page's address, with its `#`
 * @returns {TeacherKey | null} null where this is not a whole teacher link; only the relay can say whether it is genuine
 */
export function readTeacherKey(hash) {
  // As links come out of mail and chat: a dash escaped, a bracket, a full stop or tracking behind.
  const token = /^[\w.-]*[\w-]/.exec(hash.slice(1).replace(/%2D/gi, "-"))?.[0] ?? "";
  const [code = "", expiry = "", signature = ""] = token.split(".");
  if (expiry === "" || signature === "") return null;
  try {
    return { token, room: readRoomCode(code) };
  } catch (error) {
    if (error instanceof RoomCodeError) return null;
    throw error;
  }
}
