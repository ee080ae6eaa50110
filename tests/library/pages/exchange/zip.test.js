/** @file ZIP archives: written and read, also those of other programs, and refused where they are broken or too large. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { unzipTexts, ZipError, zipTexts } from "../../../../library/pages/exchange/zip.js";

const TEXTS = { "h5p.json": "{}", "content/content.json": '{"a": "ä ü 日本"}', "content/empty.json": "" };
const all = () => true;

/**
 * An archive of one compressed entry, as other programs write it.
 * @param {Uint8Array} packed
 * @param {number} size as the directory tells it
 */
function compressed(packed, size) {
  const name = Buffer.from("a.json");
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(size, 8);
  const local = Buffer.concat([
    Buffer.from("504b03041400080008000000", "hex"),
    Buffer.alloc(14),
    Buffer.from([6, 0, 0, 0]),
    name,
  ]);
  const entry = Buffer.alloc(46);
  entry.write("504b0102", "hex");
  entry.writeUInt16LE(8, 10);
  sizes.copy(entry, 16);
  entry.writeUInt16LE(6, 28);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt32LE(52, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return new Blob(
    [local, packed, entry, name, end, "a comment"].map((part) =>
      typeof part === "string" ? part : new Uint8Array(part),
    ),
  );
}

test("what is written is read, the wanted entries alone", async () => {
  const archive = zipTexts(TEXTS);
  assert.deepEqual(Object.fromEntries(await unzipTexts(archive, all)), TEXTS);
  assert.deepEqual([...(await unzipTexts(archive, (name) => name === "h5p.json")).keys()], ["h5p.json"]);
});

test("compressed entries are read, with sizes in the directory alone and a comment after it", async () => {
  const text = JSON.stringify({ words: "to and fro ".repeat(5000) });
  assert.equal((await unzipTexts(compressed(deflateRawSync(text), text.length), all)).get("a.json"), text);
});

test("a bomb whose directory lies of its size, and broken archives, are refused", async () => {
  const bomb = deflateRawSync(Buffer.alloc(9 * 1024 * 1024));
  const broken = [
    compressed(bomb, 100),
    compressed(bomb, 9 * 1024 * 1024),
    compressed(Buffer.from("no such stream"), 10),
    new Blob(["PK"]),
    new Blob([new Uint8Array(70_000)]),
    zipTexts(TEXTS).slice(40),
  ];
  for (const [index, file] of broken.entries())
    await assert.rejects(unzipTexts(file, all), ZipError, `${index}`);
});
