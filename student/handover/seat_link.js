/** @file Seat link: moves a student's place to another device, with what stands of hand, lost and pace, in its fragment. */

/** @typedef {import("../../protocol/messages.js").Pace} Pace */
/** @typedef {import("../session/session.js").Standing} Standing */
/** @typedef {import("../session/session.js").Seat & {code: string}} Seat `token` is the relay's, for two minutes and one use */

const PACES = ["slower", "fine", "faster"];

/**
 * @param {string} page the address of the student's page, without a fragment
 * @param {Seat} seat
 * @returns {string} short, as it is to be read from a screen by a camera
 */
export function seatLink(page, { code, token, standing }) {
  const { hand, handAt, lost, lostAt, pace, paceAt } = standing;
  const said = [
    ...(hand ? [`hand=${handAt}`] : []),
    ...(lost ? [`lost=${lostAt}`] : []),
    ...(pace === null ? [] : [`${pace}=${paceAt}`]),
  ];
  return `${page}#${[code, `seat=${token}`, ...said].join("&")}`;
}

/**
 * @param {string} fragment as in an address, with its `#`
 * @returns {Seat | null} null where it is a link of another kind
 */
export function readSeatLink(fragment) {
  const [code = "", ...rest] = fragment.slice(1).split("&");
  const facts = new URLSearchParams(rest.join("&"));
  const token = facts.get("seat");
  return token === null ? null : { code, token, standing: standingOf(facts) };
}

/**
 * @param {URLSearchParams} facts
 * @returns {Standing}
 */
function standingOf(facts) {
  const at = (/** @type {string} */ name) => timeOf(facts.get(name));
  const pace = /** @type {Pace} */ (PACES.find((name) => at(name) > 0) ?? null);
  return {
    hand: at("hand") > 0,
    handAt: at("hand"),
    lost: at("lost") > 0,
    lostAt: at("lost"),
    pace,
    paceAt: pace === null ? 0 : at(pace),
  };
}

/**
 * @param {string | null} written
 * @returns {number} in ms since 1970, 0 where it is none
 */
function timeOf(written) {
  const at = Number(written);
  return Number.isSafeInteger(at) && at > 0 ? at : 0;
}
