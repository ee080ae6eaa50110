/** @file The wire log: what this page has sent, to the letter and to the byte, the last of it in memory. */

/** @typedef {{number: number, packet: string, bytes: number, at: number}} Sent `at` in ms since 1970 */

/** The most messages that stay readable; the sums go on. */
export const KEPT = 200;
// A browser's WebSocket frame (RFC 6455): two bytes, four of its mask, and for longer messages two or eight of length.
const HEADER_BYTES = 6;
const LONG_FROM_BYTES = 126;
const LONGER_BYTES = 2;
const HUGE_FROM_BYTES = 65536;
const HUGE_BYTES = 8;

const encoder = new TextEncoder();

/**
 * @param {string} packet of Engine.IO
 * @returns {number} bytes on the WebSocket, its header included
 */
export function bytesOf(packet) {
  const { length } = encoder.encode(packet);
  if (length >= HUGE_FROM_BYTES) return length + HEADER_BYTES + HUGE_BYTES;
  return length + HEADER_BYTES + (length >= LONG_FROM_BYTES ? LONGER_BYTES : 0);
}

export class WireLog {
  messages = 0;
  bytes = 0;
  /** @type {Sent[]} the last ones, oldest first */
  sent = [];

  /**
   * @param {string} packet
   * @param {number} at ms since 1970
   */
  add(packet, at) {
    const bytes = bytesOf(packet);
    this.messages += 1;
    this.bytes += bytes;
    this.sent.push({ number: this.messages, packet, bytes, at });
    if (this.sent.length > KEPT) this.sent.shift();
  }
}
