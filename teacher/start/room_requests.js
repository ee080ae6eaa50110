/** @file Room requests: the start page asks over HTTP what the server allows, and for a new room. */

/** @typedef {import("../../protocol/messages.js").Policy} Policy */
/** @typedef {import("../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../protocol/room_code.js").RoomCamera} RoomCamera */
/** @typedef {{ok: true, policies: Policy[], create_key: boolean, room_cameras?: RoomCamera[]}} ServerOffer */
/** @typedef {{policy: string, proctoring: boolean, anonymous: boolean, sensitivity: string, room_camera?: RoomCamera}} RoomRequest */
/** @typedef {{ok: true, code: string, student_url: string, teacher_url: string, expires_at: number}} NewRoom */

/** A line that swallows a request would leave the page waiting for ever. */
const ANSWERS_WITHIN_MS = 20_000;

/** @returns {Promise<ServerOffer | Refused>} */
export function readOffer() {
  return ask({ method: "GET" });
}

/**
 * @param {RoomRequest} wish
 * @param {string} createKey empty where the server needs none
 * @returns {Promise<NewRoom | Refused>}
 */
export function createRoom(wish, createKey) {
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json" };
  if (createKey !== "") headers["X-Readroom-Create-Key"] = createKey;
  return ask({ method: "POST", headers, body: JSON.stringify(wish) });
}

/** @param {RequestInit} request */
async function ask(request) {
  try {
    return await (
      await fetch("/rooms", { ...request, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
    ).json();
  } catch {
    return { ok: false, error: "offline", message: "This server does not answer." };
  }
}
