/** @file Known rooms: the rooms whose boards were opened in this browser, to go back to until they are closed or over. */

import { device } from "../look/storage.js";

/** @typedef {import("../protocol/messages.js").Policy} Policy */
/** @typedef {{code: string, token: string, policy: Policy, name: string, openedAt: number, expiresAt: number}} KnownRoom times in ms */

const KEY = "readroom.rooms";
/** A school day has no more lessons; the oldest goes. */
const MOST = 20;

/**
 * @param {number} [nowMs]
 * @returns {KnownRoom[]} the newest first, without those whose time is over
 */
export function knownRooms(nowMs = Date.now()) {
  const { rooms } = device.readObject(KEY);
  if (!Array.isArray(rooms)) return [];
  return rooms
    .filter((room) => isRoom(room) && room.expiresAt > nowMs)
    .sort((a, b) => b.openedAt - a.openedAt);
}

/** @param {string} code */
export const knownRoom = (code) => knownRooms().find((room) => room.code === code) ?? null;

/** @param {Partial<KnownRoom> & {code: string}} room what is known of it now; what was known before stays */
export function rememberRoom(room) {
  const before = knownRoom(room.code);
  const known = {
    token: "",
    policy: "labels",
    name: "",
    openedAt: Date.now(),
    expiresAt: 0,
    ...before,
    ...room,
  };
  write([/** @type {KnownRoom} */ (known), ...knownRooms().filter(({ code }) => code !== room.code)]);
}

/** @param {string} code of a room that is closed, or that this browser is no longer to have the key of */
export function forgetRoom(code) {
  write(knownRooms().filter((room) => room.code !== code));
}

/** @param {KnownRoom[]} rooms */
function write(rooms) {
  if (rooms.length === 0) device.remove(KEY);
  else device.writeObject(KEY, { rooms: rooms.slice(0, MOST) });
}

/**
 * @param {any} room
 * @returns {room is KnownRoom}
 */
function isRoom(room) {
  const texts = ["code", "token", "policy", "name"];
  return (
    typeof room === "object" &&
    room !== null &&
    texts.every((field) => typeof room[field] === "string") &&
    Number.isFinite(room.openedAt) &&
    Number.isFinite(room.expiresAt)
  );
}
