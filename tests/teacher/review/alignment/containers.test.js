/** @file Container times, from files made byte by byte as their standards say. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { containerFacts } from "../../../../teacher/review/alignment/containers.js";

const MADE_MS = Date.UTC(2026, 0, 15, 8, 0, 12);
const MADE_1904_S = MADE_MS / 1000 + 2_082_844_800;
const MADE_2001_NS = BigInt(MADE_MS - Date.UTC(2001, 0, 1)) * 1_000_000n;
const UNKNOWN_SIZE = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

/** @param {number} value */
const u32 = (value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

/** @param {number | bigint} value */
const u64 = (value) => {
  const big = BigInt.asUintN(64, BigInt(value));
  return [...u32(Number(big >> 32n)), ...u32(Number(big & 0xffffffffn))];
};

/** @param {number} value */
const f64 = (value) => [...new Uint8Array(new Float64Array([value]).buffer)].reverse();

/** @param {string} letters */
const ascii = (letters) => [...letters].map((letter) => letter.charCodeAt(0));

/**
 * @param {string} type
 * @param {number[]} content
 */
const box = (type, content) => [...u32(8 + content.length), ...ascii(type), ...content];

/**
 * @param {string} type
 * @param {number[]} content
 */
const largeBox = (type, content) => [...u32(1), ...ascii(type), ...u64(16 + content.length), ...content];

/**
 * @param {number[]} id
 * @param {number[]} content of fewer than 2^14 - 1 bytes
 */
const element = (id, content) => [...id, 0x40 | (content.length >> 8), content.length & 0xff, ...content];

const FTYP = box("ftyp", [...ascii("isom"), ...u32(0)]);
const MDAT = box("mdat", new Array(500).fill(7));

/**
 * @param {number} created
 * @param {number} duration
 */
const mvhd0 = (created, duration) =>
  box("mvhd", [...u32(0), ...u32(created), ...u32(created), ...u32(1000), ...u32(duration)]);

/** @param {number[]} bytes */
function facts(bytes) {
  const file = Uint8Array.from(bytes);
  return containerFacts(async (offset, length) => file.subarray(offset, offset + length), file.length);
}

const EXPECTED_MP4 = { kind: "mp4", createdMs: MADE_MS, durationS: 3600 };

test("an MP4 tells its time and length, with its index before the pictures or behind them", async () => {
  const moov = box("moov", [...box("free", [1, 2, 3]), ...mvhd0(MADE_1904_S, 3_600_000)]);
  assert.deepEqual(await facts([...FTYP, ...moov, ...MDAT]), EXPECTED_MP4);
  assert.deepEqual(await facts([...FTYP, ...MDAT, ...moov]), EXPECTED_MP4);
  assert.deepEqual(await facts([...FTYP, ...largeBox("mdat", [1, 2]), ...moov]), EXPECTED_MP4);
});

test("its long form has 64 bits for each", async () => {
  const content = [
    ...u32(0x01000000),
    ...u64(MADE_1904_S),
    ...u64(MADE_1904_S),
    ...u32(90_000),
    ...u64(3600 * 90_000),
  ];
  assert.deepEqual(await facts([...FTYP, ...box("moov", box("mvhd", content))]), EXPECTED_MP4);
});

test("a file that says it was made in 1904 says nothing", async () => {
  const found = await facts([...FTYP, ...box("moov", mvhd0(0, 0))]);
  assert.deepEqual(found, { kind: "mp4", createdMs: null, durationS: null });
});

test("a Matroska file tells its time and length, its segment's size known or not", async () => {
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    [
      ...element([0x2a, 0xd7, 0xb1], u32(1_000_000)),
      ...element([0x44, 0x89], f64(3_600_000)),
      ...element([0x44, 0x61], u64(MADE_2001_NS)),
    ],
  );
  const seek = element([0x11, 0x4d, 0x9b, 0x74], [1, 2, 3, 4]);
  const ebml = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], ascii("webm")));
  const expected = { kind: "matroska", createdMs: MADE_MS, durationS: 3600 };
  const segment = [0x18, 0x53, 0x80, 0x67];
  assert.deepEqual(await facts([...ebml, ...element(segment, [...seek, ...info])]), expected);
  assert.deepEqual(await facts([...ebml, ...segment, ...UNKNOWN_SIZE, ...seek, ...info]), expected);
});

test("a live WebM has no length and no time, and is none the worse", async () => {
  const ebml = element([0x1a, 0x45, 0xdf, 0xa3], []);
  const info = element([0x15, 0x49, 0xa9, 0x66], element([0x2a, 0xd7, 0xb1], u32(1_000_000)));
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], [0xe7, 0x81, 0]);
  const found = await facts([...ebml, 0x18, 0x53, 0x80, 0x67, ...UNKNOWN_SIZE, ...info, ...cluster]);
  assert.deepEqual(found, { kind: "matroska", createdMs: null, durationS: null });
});

test("what is no recording, or a broken one, tells nothing and ends", async () => {
  assert.equal((await facts([])).kind, null);
  assert.equal((await facts(ascii("RIFF....AVI LIST...."))).kind, null);
  assert.equal((await facts([...FTYP, ...u32(3), ...ascii("mdat")])).createdMs, null);
  assert.equal((await facts([...FTYP, ...box("moov", box("mvhd", [0]))])).createdMs, null);
  assert.equal((await facts([0x1a, 0x45, 0xdf, 0xa3, 0])).createdMs, null);
});
