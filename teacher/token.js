/** @file Teacher token: reads role and room from the key in a board's link; only the relay can tell whether it is genuine. */

import { RoomCodeError, readRoomCode } from "../protocol/room_code.js";

/** @typedef {"teacher" | "watcher" | "projector"} KeyRole */
/** @typedef {{token: string, role: KeyRole, room: import("../protocol/room_code.js").Room}} TeacherKey */
/** @typedef {"no_key" | "unknown_kind"} LinkFault not a whole teacher link, or one of a kind of room that came after this page */
/** @typedef {"board" | "dock" | "overlay"} BoardView */

/** How the token of a role begins; a teacher's begins with the code. @type {Readonly<Record<string, KeyRole>>} */
const ROLES = { w: "watcher", p: "projector" };
const VIEW = /[?&]view=(dock|overlay)\b/;

/**
 * @param {string} hash the fragment of the page's address, with its `#`
 * @returns {TeacherKey | LinkFault} only the relay can say whether a key is genuine
 */
export function readTeacherKey(hash) {
  // As links come out of mail and chat: a dash escaped, a bracket, a full stop or tracking behind.
  const token = /^[\w.-]*[\w-]/.exec(hash.slice(1).replace(/%2D/gi, "-"))?.[0] ?? "";
  const role = /^[wp]\./.test(token) ? (ROLES[token.charAt(0)] ?? "teacher") : "teacher";
  const [code = "", expiry = "", signature = ""] = token.split(".").slice(role === "teacher" ? 0 : 1);
  if (expiry === "" || signature === "") return "no_key";
  try {
    return { token, role, room: readRoomCode(code) };
  } catch (error) {
    if (error instanceof RoomCodeError) return error.reason === "kind" ? "unknown_kind" : "no_key";
    throw error;
  }
}

/**
 * @param {string} hash
 * @returns {BoardView} the whole board, or as little of it as a dock or an overlay shows
 */
export function viewOf(hash) {
  return /** @type {BoardView} */ (VIEW.exec(hash)?.[1] ?? "board");
}
