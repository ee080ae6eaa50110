/** @file ZIP archive (APPNOTE 6.3), read from a file without loading all of it, and written without compression. */

/** Texts of lessons are far smaller; a bomb would be larger. */
const ENTRY_BYTES = 8 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES = 0xffff;
const DIRECTORY_BYTES = 16 * 1024 * 1024;
const [STORED, DEFLATED] = [0, 8];
const UTF8_NAMES = 0x0800;

/** Thrown where a file is no archive that can be read. */
export class ZipError extends Error {}

/** @typedef {{name: string, method: number, packed: number, size: number, at: number}} Entry */

/**
 * @param {Blob} file
 * @param {(name: string) => boolean} isWanted
 * @returns {Promise<Map<string, string>>} the wanted entries as texts, by name
 */
export async function unzipTexts(file, isWanted) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const entry of await entriesOf(file))
    if (isWanted(entry.name)) found.set(entry.name, await textOf(file, entry));
  return found;
}

/** @param {Blob} file */
async function entriesOf(file) {
  const tailAt = Math.max(0, file.size - END_BYTES - COMMENT_BYTES);
  const tail = await viewOf(file, tailAt, file.size);
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new ZipError("no end of a directory");
  const [size, at] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (size > DIRECTORY_BYTES || at + size > file.size) throw new ZipError("a directory out of bounds");
  return entriesIn(await viewOf(file, at, at + size));
}

/**
 * @param {DataView} view of the central directory
 * @returns {Entry[]}
 */
function entriesIn(view) {
  /** @type {Entry[]} */
  const found = [];
  for (let at = 0; at + 46 <= view.byteLength && view.getUint32(at, true) === ENTRY; ) {
    const [nameBytes, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    if (at + 46 + (nameBytes ?? 0) > view.byteLength) throw new ZipError("a name out of bounds");
    const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes);
    found.push({
      name: new TextDecoder().decode(name),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + (nameBytes ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return found;
}

/**
 * @param {Blob} file
 * @param {Entry} entry
 */
async function textOf(file, { method, packed, size, at }) {
  if (size > ENTRY_BYTES || packed > ENTRY_BYTES) throw new ZipError("an entry that is too large");
  const header = await viewOf(file, at, at + 30);
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
    throw new ZipError("no entry where one should be");
  const begin = at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const data = file.slice(begin, begin + packed);
  if (method === STORED) return new TextDecoder().decode(await data.arrayBuffer());
  if (method !== DEFLATED) throw new ZipError(`compression ${method}`);
  return inflated(data);
}

/** @param {Blob} data */
async function inflated(data) {
  // An iPhone has it since 16.4.
  if (!("DecompressionStream" in globalThis)) throw new ZipError("a browser that unpacks nothing");
  const reader = data.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      // What a directory says of a size may be a lie.
      if (size > ENTRY_BYTES) throw new ZipError("an entry that is too large");
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    void reader.cancel().catch(() => {});
    throw error instanceof ZipError ? error : new ZipError("an entry that is broken");
  }
}

/**
 * @param {Blob} file
 * @param {number} from
 * @param {number} to
 */
const viewOf = async (file, from, to) => new DataView(await file.slice(from, to).arrayBuffer());

/**
 * @param {Record<string, string>} texts by name
 * @returns {Blob}
 */
export function zipTexts(texts) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(texts)) {
    const [nameBytes, data] = [encoded(name), encoded(text)];
    const facts = [20, UTF8_NAMES, STORED, 0, 0x21];
    const sizes = [crc32(data), data.byteLength, data.byteLength];
    const local = record(LOCAL, facts, sizes, [nameBytes.byteLength, 0]);
    directory.push(
      record(ENTRY, [20, ...facts], sizes, [nameBytes.byteLength, 0, 0, 0, 0], [0, at]),
      nameBytes,
    );
    parts.push(local, nameBytes, data);
    at += local.byteLength + nameBytes.byteLength + data.byteLength;
  }
  const size = directory.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const count = Object.keys(texts).length;
  const end = record(END, [0, 0, count, count], [size, at], [0]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}

/** @param {string} text */
const encoded = (text) => /** @type {Uint8Array<ArrayBuffer>} */ (new TextEncoder().encode(text));

/**
 * @param {number} signature
 * @param {number[]} shorts
 * @param {number[]} longs
 * @param {number[]} moreShorts
 * @param {number[]} moreLongs
 */
function record(signature, shorts, longs, moreShorts, moreLongs = []) {
  const groups = [
    { width: 4, numbers: [signature] },
    { width: 2, numbers: shorts },
    { width: 4, numbers: longs },
    { width: 2, numbers: moreShorts },
    { width: 4, numbers: moreLongs },
  ];
  const bytes = groups.flatMap(({ width, numbers }) =>
    numbers.flatMap((number) => Array.from({ length: width }, (_, index) => (number >>> (8 * index)) & 0xff)),
  );
  return new Uint8Array(bytes);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** @param {Uint8Array} data */
function crc32(data) {
  let sum = 0xffffffff;
  for (const byte of data) sum = (CRC_TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
