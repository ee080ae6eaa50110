/** @file Container times: when an MP4 or Matroska file says that it was made, and how long it is, from a few of its bytes. */

/** @typedef {(offset: number, length: number) => Promise<Uint8Array>} Read fewer bytes where the file ends */
/** @typedef {{kind: "mp4" | "matroska" | null, createdMs: number | null, durationS: number | null}} ContainerFacts */

/** @type {ContainerFacts} */
const NOTHING = { kind: null, createdMs: null, durationS: null };
const HEAD_BYTES = 1 << 20;
/** A file in fragments has thousands of boxes, and what is looked for comes before them or at the end. */
const MOST_BOXES = 2000;

/** ISO/IEC 14496-12 counts from 1904, in seconds; Matroska from 2001, in nanoseconds. */
const EPOCH_1904_S = 2_082_844_800;
const EPOCH_2001_MS = Date.UTC(2001, 0, 1);
const NS_IN_MS = 1e6;
const SECOND_MS = 1000;

const FIRST_BOXES = ["ftyp", "moov", "mdat", "wide", "free", "skip", "styp"];
const BOX = /** @type {const} */ ({ head: 8, largeHead: 16, large: 1, toEnd: 0 });
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const CLUSTER = 0x1f43b675;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const DATE_UTC = 0x4461;
const DEFAULT_SCALE_NS = 1e6;
const BYTE = 8;

/**
 * @param {Read} read
 * @param {number} size of the file
 * @returns {Promise<ContainerFacts>} nothing of a file of another kind, or a broken one
 */
export async function containerFacts(read, size) {
  const head = await read(0, BOX.largeHead);
  if (head.length < BOX.head) return NOTHING;
  if (viewOf(head).getUint32(0) === EBML) return matroskaFacts(await read(0, HEAD_BYTES));
  return FIRST_BOXES.includes(boxType(head, 4)) ? mp4Facts(read, size) : NOTHING;
}

/**
 * @param {Read} read
 * @param {number} size
 * @returns {Promise<ContainerFacts>}
 */
async function mp4Facts(read, size) {
  let offset = 0;
  for (let boxes = 0; boxes < MOST_BOXES && offset + BOX.head <= size; boxes += 1) {
    const box = boxAt(await read(offset, BOX.largeHead), size - offset);
    if (box === null) break;
    if (box.type === "moov") return movieFacts(await read(offset + box.head, Math.min(box.size, HEAD_BYTES)));
    offset += box.size;
  }
  return { ...NOTHING, kind: "mp4" };
}

/**
 * @param {Uint8Array} bytes from the beginning of a box on
 * @param {number} left how many bytes there can be
 * @returns {{type: string, head: number, size: number} | null} null where there is no box
 */
function boxAt(bytes, left) {
  if (bytes.length < BOX.head) return null;
  const [small, type] = [viewOf(bytes).getUint32(0), boxType(bytes, 4)];
  if (small === BOX.toEnd) return { type, head: BOX.head, size: left };
  if (small !== BOX.large) return small < BOX.head ? null : { type, head: BOX.head, size: small };
  if (bytes.length < BOX.largeHead) return null;
  const size = Number(viewOf(bytes).getBigUint64(BOX.head));
  return size < BOX.largeHead ? null : { type, head: BOX.largeHead, size };
}

/**
 * @param {Uint8Array} movie the content of `moov`
 * @returns {ContainerFacts}
 */
function movieFacts(movie) {
  let offset = 0;
  while (offset + BOX.head <= movie.length) {
    const box = boxAt(movie.subarray(offset), movie.length - offset);
    if (box === null) break;
    if (box.type === "mvhd") return movieHeaderFacts(viewOf(movie.subarray(offset + box.head)));
    offset += box.size;
  }
  return { ...NOTHING, kind: "mp4" };
}

/**
 * @param {DataView} view of `mvhd`: version, flags, creation, modification, time scale, duration
 * @returns {ContainerFacts}
 */
function movieHeaderFacts(view) {
  const isLong = view.byteLength > 0 && view.getUint8(0) === 1;
  if (view.byteLength < (isLong ? 32 : 20)) return { ...NOTHING, kind: "mp4" };
  const created = isLong ? Number(view.getBigUint64(4)) : view.getUint32(4);
  const scale = view.getUint32(isLong ? 20 : 12);
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16);
  return {
    kind: "mp4",
    createdMs: created > EPOCH_1904_S ? (created - EPOCH_1904_S) * SECOND_MS : null,
    durationS: scale > 0 && duration > 0 ? duration / scale : null,
  };
}

/**
 * @param {Uint8Array} bytes the file's beginning
 * @returns {ContainerFacts}
 */
function matroskaFacts(bytes) {
  let [scaleNs, ticks, createdMs] = [
    DEFAULT_SCALE_NS,
    /** @type {number | null} */ (null),
    /** @type {number | null} */ (null),
  ];
  for (const { id, content } of elementsIn(bytes)) {
    if (id === TIMESTAMP_SCALE) scaleNs = unsigned(content);
    if (id === DURATION) ticks = float(content);
    if (id === DATE_UTC && content.length === BYTE)
      createdMs = EPOCH_2001_MS + Number(viewOf(content).getBigInt64(0)) / NS_IN_MS;
  }
  const durationS = ticks === null || ticks <= 0 ? null : (ticks * scaleNs) / NS_IN_MS / SECOND_MS;
  return { kind: "matroska", createdMs, durationS };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Generator<{id: number, content: Uint8Array}>} what stands in `Info`; the elements around it are walked through
 */
function* elementsIn(bytes) {
  let offset = 0;
  let infoEnd = -1;
  while (offset < bytes.length) {
    const id = variableInteger(bytes, offset, false);
    const size = id === null ? null : variableInteger(bytes, offset + id.length, true);
    if (id === null || size === null || id.value === CLUSTER) return;
    const begin = offset + id.length + size.length;
    if (id.value === INFO) infoEnd = begin + size.value;
    if (id.value !== SEGMENT && id.value !== INFO) {
      if (begin < infoEnd) yield { id: id.value, content: bytes.subarray(begin, begin + size.value) };
      offset = begin + size.value;
    } else offset = begin;
    if (infoEnd > 0 && offset >= infoEnd) return;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} offset
 * @param {boolean} masked a size has its length marker taken away, an id keeps it (RFC 8794)
 * @returns {{value: number, length: number} | null}
 */
function variableInteger(bytes, offset, masked) {
  const first = bytes[offset];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  if (offset + length > bytes.length) return null;
  let value = masked ? first & (0xff >> length) : first;
  for (const byte of bytes.subarray(offset + 1, offset + length)) value = value * 256 + byte;
  return { value, length };
}

/** @param {Uint8Array} content */
const unsigned = (content) => content.reduce((value, byte) => value * 256 + byte, 0);

/** @param {Uint8Array} content */
function float(content) {
  if (content.length === 4) return viewOf(content).getFloat32(0);
  return content.length === BYTE ? viewOf(content).getFloat64(0) : null;
}

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * @param {Uint8Array} bytes
 * @param {number} offset
 */
const boxType = (bytes, offset) => String.fromCharCode(...bytes.subarray(offset, offset + 4));
