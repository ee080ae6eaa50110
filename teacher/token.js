/** @file Teacher token: reads the room's code from the key in the link; only the relay can tell whether it is genuine. */

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
