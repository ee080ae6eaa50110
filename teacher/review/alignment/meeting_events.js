/** @file Meeting events: BigBlueButton's `events.xml` and `metadata.xml` say when the record button was pressed. */

/** @typedef {import("./anchors.js").Anchor} Anchor */

const SECOND_MS = 1000;
const EVENT = /<event\b([^>]*)>([\s\S]*?)<\/event>/g;
const START_TIME = /<start_time>\s*(\d{12,14})\s*<\/start_time>/;
const MEETING = /\bmeeting_id="[^"]*-(\d{13})"/;

/**
 * @param {string} xml
 * @returns {Anchor[]} the beginning and the end of each piece that was recorded; of `metadata.xml` the beginning alone
 */
export function meetingAnchors(xml) {
  const presses = recordPresses(xml);
  if (presses.length > 0) return anchorsOf(presses);
  const [, startMs] = START_TIME.exec(xml) ?? [];
  return startMs === undefined ? [] : [{ videoS: 0, atMs: Number(startMs), exact: false }];
}

/**
 * @param {string} xml
 * @returns {{on: boolean, atMs: number}[]}
 */
function recordPresses(xml) {
  const [, meetingMs] = MEETING.exec(xml) ?? [];
  const events = [...xml.matchAll(EVENT)].map(([, head = "", body = ""]) => ({ head, body }));
  const firstTick = Number(attribute(events[0]?.head ?? "", "timestamp"));
  return events
    .filter(({ head }) => attribute(head, "eventname") === "RecordStatusEvent")
    .map(({ head, body }) => {
      const utc = child(body, "timestampUTC");
      const tick = Number(attribute(head, "timestamp"));
      const atMs = utc === "" ? Number(meetingMs) + tick - firstTick : Number(utc);
      return { on: child(body, "status") === "true", atMs };
    })
    .filter(({ atMs }) => Number.isFinite(atMs));
}

/**
 * @param {{on: boolean, atMs: number}[]} presses
 * @returns {Anchor[]}
 */
function anchorsOf(presses) {
  /** @type {Anchor[]} */
  const anchors = [];
  let [videoS, since] = [0, /** @type {number | null} */ (null)];
  for (const { on, atMs } of presses) {
    if (on === (since !== null)) continue;
    if (since !== null) videoS += (atMs - since) / SECOND_MS;
    anchors.push({ videoS, atMs, exact: false });
    since = on ? atMs : null;
  }
  return anchors;
}

/**
 * @param {string} head
 * @param {string} name
 */
const attribute = (head, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1] ?? "";

/**
 * @param {string} body
 * @param {string} name
 */
const child = (body, name) => new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(body)?.[1] ?? "";
