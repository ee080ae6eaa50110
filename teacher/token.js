/** @file Teacher token: reads the room's code from the key in the link; only the relay can tell whether it is genuine. */

import { RoomCodeError, readRoomCode } from "../protocol/room_code.js";

/** @typedef {{token: string, room: import("../protocol/room_code.js").Room}} TeacherKey */
/** @typedef {"no_key" | "unknown_kind"} LinkFault not a whole teacher link, or one of a kind of room that came after this page */

/**
 * @param {string} hash the fragment of the page's address, with its `#`
 * @returns {TeacherKey | LinkFault} only the relay can say whether a key is genuine
 */
export function readTeacherKey(hash) {
  // As links come out of mail and chat: a dash escaped, a bracket, a full stop or tracking behind.
  const token = /^[\w.-]*[\w-]/.exec(hash.slice(1).replace(/%2D/gi, "-"))?.[0] ?? "";
  const [code = "", expiry = "", signature = ""] = token.split(".");
  if (expiry === "" || signature === "") return "no_key";
  try {
    return { token, room: readRoomCode(code) };
  } catch (error) {
    if (error instanceof RoomCodeError) return error.reason === "kind" ? "unknown_kind" : "no_key";
    throw error;
  }
}
