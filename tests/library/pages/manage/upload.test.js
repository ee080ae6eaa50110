/** @file The upload: in pieces with their digests, on from where it was broken off, and no further than it helps. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { PIECE_BYTES, uploadFile } from "../../../../library/pages/manage/upload.js";

const SIZE = PIECE_BYTES * 2 + 100;
const file = new Blob([new Uint8Array(SIZE).fill(7)], { type: "video/webm" });

/** @param {(at: number) => {ok: boolean, error?: string}} [answer] by the offset of the piece */
function library(answer = () => ({ ok: true })) {
  const state = { arrived: 0, puts: /** @type {string[]} */ ([]), shares: /** @type {number[]} */ ([]) };
  const by = {
    offset: async () => state.arrived,
    onShare: (/** @type {number} */ share) => void state.shares.push(share),
    pause: async () => {},
    put: async (/** @type {Record<string, string>} */ headers, /** @type {Blob | null} */ body) => {
      state.puts.push(headers["Content-Range"] ?? "");
      if (body === null) return { ok: state.arrived === SIZE };
      const answered = answer(state.arrived);
      if (answered.ok) {
        const digest = createHash("sha256")
          .update(new Uint8Array(await body.arrayBuffer()))
          .digest("base64");
        assert.equal(headers["Content-Digest"], `sha-256=:${digest}:`);
        state.arrived += body.size;
      }
      return answered;
    },
  };
  return { state, by };
}

test("a file arrives in pieces, and then its end is told", async () => {
  const { state, by } = library();
  assert.deepEqual(await uploadFile(file, by), { ok: true });
  assert.deepEqual(state.puts, [
    `bytes 0-${PIECE_BYTES - 1}/${SIZE}`,
    `bytes ${PIECE_BYTES}-${PIECE_BYTES * 2 - 1}/${SIZE}`,
    `bytes ${PIECE_BYTES * 2}-${SIZE - 1}/${SIZE}`,
    `bytes */${SIZE}`,
  ]);
  assert.equal(state.shares.at(-1), 1);
});

test("an upload goes on from what has arrived", async () => {
  const { state, by } = library();
  state.arrived = PIECE_BYTES;
  assert.ok((await uploadFile(file, by)).ok);
  assert.equal(state.puts[0], `bytes ${PIECE_BYTES}-${PIECE_BYTES * 2 - 1}/${SIZE}`);
});

test("a cut, a damaged piece and a piece that had arrived are tried again", async () => {
  const errors = ["offline", "bad_digest", "conflict"];
  const { by } = library(() => {
    const error = errors.shift();
    return error === undefined ? { ok: true } : { ok: false, error };
  });
  assert.deepEqual(await uploadFile(file, by), { ok: true });
});

test("a refusal that no other try helps against is told at once, and a long silence in the end", async () => {
  const full = library(() => ({ ok: false, error: "quota" }));
  assert.equal((await uploadFile(file, full.by)).error, "quota");
  assert.equal(full.state.puts.length, 1);
  const silent = library(() => ({ ok: false, error: "offline" }));
  assert.equal((await uploadFile(file, silent.by)).error, "offline");
  assert.equal(silent.state.puts.length, 5);
});
