/** @file Clapperboard code: a moment of a lesson as the few letters of a QR code, and read back. */

const KIND = "RR1";
const FORM = /^RR1:(\d{12,14}):([0-9a-f]{4})$/;
const HASH_DIGITS = 4;
/** FNV-1a (Fowler, Noll & Vo 1991), folded to 16 bits. */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * @param {number} atMs on the relay's clock
 * @param {string} code of the room, of which only a short hash is shown: the recording opens no room
 */
export function clapperText(atMs, code) {
  return `${KIND}:${Math.round(atMs)}:${codeHash(code)}`;
}

/**
 * @param {string} text
 * @returns {{atMs: number, hash: string} | null} null for any other code that was in the picture
 */
export function readClapper(text) {
  const [, atMs, hash] = FORM.exec(text) ?? [];
  return atMs === undefined || hash === undefined ? null : { atMs: Number(atMs), hash };
}

/**
 * @param {string} code
 * @returns {string} four hexadecimal digits
 */
export function codeHash(code) {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(code)) hash = Math.imul(hash ^ byte, PRIME) >>> 0;
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(HASH_DIGITS, "0");
}
