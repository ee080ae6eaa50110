/** @file Consent: what this room's policy sends, in words and as the very message that would leave. */

import { element } from "../../look/dom.js";
import { stateWords } from "../../look/words.js";
import { POLICIES } from "../../protocol/policies.js";
import { statusOf } from "../session/facts.js";
import { sendable } from "../session/policy.js";
import { text } from "./text.js";

/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {import("../../protocol/messages.js").RoomFacts} RoomFacts */
/** @typedef {"focused" | "puzzled" | "away" | "dark" | "gone" | "lost"} Example */

/** @type {Record<Exclude<Example, "lost">, Label>} as they are derived on this device, before the policy */
const LABELS = {
  focused: { state: "focused", cues: ["gaze_centred"], alerts: [] },
  puzzled: {
    state: "confused",
    cues: ["brow_lowered", "head_tilted", "no_smile", "gaze_centred"],
    alerts: [],
  },
  away: { state: "away", cues: ["gaze_left"], alerts: ["gaze_away"] },
  dark: { state: "unknown", cues: ["light"], alerts: [] },
  gone: { state: "absent", cues: [], alerts: ["no_face"] },
};

/** @type {Example[]} */
export const EXAMPLES = ["focused", "puzzled", "away", "dark", "gone", "lost"];

/** @param {RoomFacts} room */
export function showConsent(room) {
  const { camera } = POLICIES[room.policy];
  for (const role of ["camera-words", "stays", "camera", "guardian"])
    element(`consent-${role}`).hidden = !camera;
  element("consent-self-words").hidden = camera;
  const watched = element("consent-room-camera");
  watched.hidden = room.room_camera === undefined;
  watched.textContent = room.room_camera === undefined ? "" : text(`consent.room_camera.${room.room_camera}`);
  element("consent-proctoring").hidden = !room.proctoring;
  element("consent-sends").textContent = text(`consent.sends.${room.policy}`);
  element(camera ? "consent-how" : "consent-self-words").textContent = text(`consent.how.${room.policy}`);
  /** @type {HTMLDetailsElement} */ (element("consent-details")).open = false;
  element("consent-self").textContent = text(camera ? "consent.without_camera" : "consent.start");
  offerExamples(room, camera ? EXAMPLES : ["lost"]);
}

/**
 * @param {RoomFacts} room
 * @param {Example[]} examples
 */
function offerExamples(room, examples) {
  const choice = /** @type {HTMLSelectElement} */ (element("example-choice"));
  choice.replaceChildren(...examples.map((name) => new Option(text(`example.${name}`), name)));
  choice.onchange = () => showExample(room, /** @type {Example} */ (choice.value));
  showExample(room, examples[0] ?? "lost");
}

/**
 * @param {RoomFacts} room
 * @param {Example} name
 */
function showExample(room, name) {
  element("example").textContent = exampleOf(room, name);
}

/**
 * @param {RoomFacts} room
 * @param {Example} name
 * @returns {string} the message, made by what makes the real ones, or words where none would leave
 */
export function exampleOf(room, name) {
  if (name === "lost") return JSON.stringify(["status", statusOf(lostAt(room.now), room.now)]);
  const numbered = { seq: 1, at: room.now };
  const [sent, before] = [sendable(LABELS[name], room), sendable(LABELS.focused, room)];
  const news = name === "focused" || sent.state !== before.state || sent.alerts.length > 0;
  if (news) return JSON.stringify(["report", { ...numbered, ...sent }]);
  return text("example.nothing_new", { state: stateWords(sent.state) });
}

/** @param {number} now in ms on the relay's clock */
function lostAt(now) {
  const quiet = { hand: false, handAt: 0, pace: null, paceAt: 0 };
  return { ...quiet, statusSeq: 1, statusAt: now, lost: true, lostAt: now };
}
