/** @file Upload in pieces: each is checked by its digest, and a broken upload goes on from where it was. */

/** @typedef {{ok: boolean, error?: string, message?: string}} Answer */
/** @typedef {(headers: Record<string, string>, body: Blob | null) => Promise<Answer>} Put */

export const PIECE_BYTES = 4 * 1024 * 1024;
const TRIES = 5;
const PAUSE_MS = 1000;
/** Refusals that another try helps against. */
const AGAIN = ["offline", "server_error", "bad_range", "bad_digest", "too_fast"];

/**
 * @param {Blob} file
 * @param {object} by
 * @param {() => Promise<number>} by.offset how much has arrived
 * @param {Put} by.put
 * @param {(share: number) => void} by.onShare 0 to 1
 * @param {(ms: number) => Promise<void>} [by.pause]
 * @returns {Promise<Answer>} of the end, or the refusal that no other try helps against
 */
export async function uploadFile(file, { offset, put, onShare, pause = wait }) {
  let at = await offset();
  for (let tries = 0; at < file.size && tries < TRIES; ) {
    const answer = await putPiece(file, at, put);
    if (answer.ok) {
      at = Math.min(at + PIECE_BYTES, file.size);
      tries = 0;
    } else if (answer.error === "conflict" || AGAIN.includes(answer.error ?? "")) {
      tries += 1;
      if (tries === TRIES) return answer;
      await pause(PAUSE_MS * tries);
      at = await offset();
    } else return answer;
    onShare(at / file.size);
  }
  return put({ "Content-Range": `bytes */${file.size}`, "Content-Type": file.type }, null);
}

/**
 * @param {Blob} file
 * @param {number} at
 * @param {Put} put
 */
async function putPiece(file, at, put) {
  const piece = file.slice(at, at + PIECE_BYTES);
  /** @type {Record<string, string>} */
  const headers = {
    "Content-Range": `bytes ${at}-${at + piece.size - 1}/${file.size}`,
    "Content-Type": file.type,
  };
  // Browsers give digests to secure pages alone.
  if (globalThis.crypto?.subtle !== undefined) {
    const digest = await crypto.subtle.digest("SHA-256", await piece.arrayBuffer());
    headers["Content-Digest"] = `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(digest)))}:`;
  }
  return put(headers, piece);
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
