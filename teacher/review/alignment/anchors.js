/** @file Anchors (piecewise linear alignment): which moment of the lesson each second of the recording shows, and back. */

/** @typedef {{videoS: number, atMs: number, exact: boolean}} Anchor `exact`: seen in the picture, or set there by hand */
/** @typedef {{fromS: number, toS: number, fromMs: number, toMs: number}} Piece a stretch without a cut */

const SECOND_MS = 1000;
/** Clocks drift by less; whatever runs otherwise was paused or cut. */
const MOST_DRIFT = 0.01;
/** Two anchors so near each other mean the same moment, and the later word counts. */
const SAME_WITHIN_S = 1;

/**
 * @param {readonly Anchor[]} anchors
 * @param {Anchor} anchor
 * @returns {Anchor[] | null} in the order of the recording; null where time would run backwards
 */
export function withAnchor(anchors, anchor) {
  const others = anchors.filter(
    ({ videoS, exact }) => Math.abs(videoS - anchor.videoS) > SAME_WITHIN_S && (exact || !anchor.exact),
  );
  const all = [...others, anchor].sort((a, b) => a.videoS - b.videoS);
  const runsOn = all.every(({ atMs }, index) => atMs > (all[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY));
  return runsOn ? all : null;
}

/**
 * @param {readonly Anchor[]} anchors
 * @param {number} videoS where the person is looking
 * @param {number} byMs later in the lesson
 * @returns {Anchor[]} with the nearest one moved, or all together where each is a guess; unmoved where time would run backwards
 */
export function nudged(anchors, videoS, byMs) {
  if (anchors.every(({ exact }) => !exact))
    return anchors.map((anchor) => ({ ...anchor, atMs: anchor.atMs + byMs }));
  const [nearest] = anchors.toSorted((a, b) => Math.abs(a.videoS - videoS) - Math.abs(b.videoS - videoS));
  if (nearest === undefined) return [];
  const others = anchors.filter((anchor) => anchor !== nearest);
  return withAnchor(others, { ...nearest, atMs: nearest.atMs + byMs }) ?? [...anchors];
}

/**
 * @param {readonly Anchor[]} anchors in the order of the recording
 * @param {number} durationS
 * @returns {Piece[]} in order, in both times; none without an anchor
 */
export function piecesOf(anchors, durationS) {
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (first === undefined || last === undefined) return [];
  const inner = anchors.slice(1).flatMap((anchor, index) => between(anchors[index] ?? first, anchor));
  const before = run(first, -first.videoS);
  const after = run(last, Math.max(0, durationS - last.videoS));
  return [before, ...inner, after].filter(({ fromS, toS }) => toS > fromS);
}

/**
 * @param {Anchor} from
 * @param {Anchor} to
 * @returns {Piece[]} one where the clocks agree; two with a cut in the middle where they do not
 */
function between(from, to) {
  const [videoMs, lessonMs] = [(to.videoS - from.videoS) * SECOND_MS, to.atMs - from.atMs];
  if (Math.abs(lessonMs / videoMs - 1) <= MOST_DRIFT)
    return [{ fromS: from.videoS, toS: to.videoS, fromMs: from.atMs, toMs: to.atMs }];
  // Nobody knows where the cut is: each anchor speaks for what lies nearest to it.
  const halfS = Math.min(videoMs, lessonMs) / 2 / SECOND_MS;
  return [run(from, halfS), run(to, -halfS)];
}

/**
 * @param {Anchor} anchor
 * @param {number} forS seconds at the lesson's own pace, negative for what comes before
 * @returns {Piece}
 */
function run({ videoS, atMs }, forS) {
  const [otherS, otherMs] = [videoS + forS, atMs + forS * SECOND_MS];
  return forS < 0
    ? { fromS: otherS, toS: videoS, fromMs: otherMs, toMs: atMs }
    : { fromS: videoS, toS: otherS, fromMs: atMs, toMs: otherMs };
}

/**
 * @param {readonly Piece[]} pieces
 * @param {number} videoS
 * @returns {number | null} in ms on the relay's clock; null where the recording shows nothing of the lesson
 */
export function lessonTime(pieces, videoS) {
  const piece = pieces.find(({ fromS, toS }) => videoS >= fromS && videoS <= toS);
  if (piece === undefined) return null;
  const share = (videoS - piece.fromS) / (piece.toS - piece.fromS);
  return piece.fromMs + share * (piece.toMs - piece.fromMs);
}

/**
 * @param {readonly Piece[]} pieces
 * @param {number} atMs
 * @returns {number | null} in seconds of the recording; null where it was paused, or not running
 */
export function videoTime(pieces, atMs) {
  const piece = pieces.find(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs);
  if (piece === undefined) return null;
  const share = (atMs - piece.fromMs) / (piece.toMs - piece.fromMs);
  return piece.fromS + share * (piece.toS - piece.fromS);
}
