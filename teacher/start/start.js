/** @file Start page: choose what a room may send, create it, go to its board. */

import { byRole } from "../../look/dom.js";
import { openLanguage } from "../../look/language.js";
import { listText } from "../../look/locale.js";
import { device } from "../../look/storage.js";
import { POLICIES, POLICY_NAMES } from "../../protocol/policies.js";
import { SENSITIVITIES } from "../../protocol/room_code.js";
import { rememberRoom } from "../known_rooms.js";
import { pretendLink } from "../pretend/link.js";
import { refusalWords } from "../refusals.js";
import { text } from "../text.js";
import { showRooms } from "./known_rooms.js";
import { chosenPolicy, matchChoice, showPolicies } from "./policy_cards.js";
import { RoomCameraChoice } from "./room_camera.js";
import { createRoom, readOffer } from "./room_requests.js";
import { showLessons } from "./saved_lessons.js";
import { attachStudentCode } from "./student_code.js";

/** @typedef {import("../../protocol/messages.js").Policy} Policy */
/** @typedef {import("../../protocol/messages.js").Sensitivity} Sensitivity */

const form = byRole(document, "new-room");
const message = byRole(document, "message");
const submit = /** @type {HTMLButtonElement} */ (byRole(document, "create-room"));
const policies = byRole(document, "policies");
const sensitivity = /** @type {HTMLSelectElement} */ (byRole(document, "sensitivity"));
const proctoring = /** @type {HTMLInputElement} */ (byRole(document, "proctoring"));
const anonymous = /** @type {HTMLInputElement} */ (byRole(document, "anonymous"));
const lessonName = /** @type {HTMLInputElement} */ (byRole(document, "new-lesson-name"));
const createKey = /** @type {HTMLInputElement} */ (byRole(document, "create-key"));

const roomCamera = new RoomCameraChoice(document);

const KEY = "readroom.start";

/** @param {import("./room_requests.js").ServerOffer} offer */
function showOffer(offer) {
  const wish = device.readObject(KEY);
  const offered = POLICY_NAMES.filter((name) => offer.policies.includes(name));
  showPolicies(policies, offered, String(wish.policy));
  anonymous.checked = wish.anonymous === true;
  if (SENSITIVITIES.some((name) => name === wish.sensitivity)) sensitivity.value = String(wish.sensitivity);
  byRole(document, "create-key-field").hidden = !offer.create_key;
  createKey.required = offer.create_key;
  showSensitivity();
  roomCamera.offer(offer.room_cameras ?? []);
  showRefusedPolicies(POLICY_NAMES.filter((name) => !offer.policies.includes(name)));
  showPolicy();
}

/** @param {Policy[]} refused */
function showRefusedPolicies(refused) {
  const note = byRole(document, "policy-note");
  note.hidden = refused.length === 0;
  const names = listText(refused.map((name) => text(`policy.${name}`)));
  note.textContent = text("start.policies_off", { policies: names });
}

function showPolicy() {
  const chosen = chosenPolicy(policies);
  if (chosen === null) return;
  byRole(document, "policy-sends").textContent = text(`sends.${chosen}`);
  roomCamera.show(chosen);
  byRole(document, "try-pretend").setAttribute("href", pretendLink(chosen));
  byRole(document, "sensitivity-field").hidden = !POLICIES[chosen].sensitivity;
  proctoring.disabled = !POLICIES[chosen].camera;
  if (proctoring.disabled) proctoring.checked = false;
  byRole(document, "proctoring-hint").textContent = text(
    proctoring.disabled ? "start.no_proctoring" : "start.proctoring_hint",
  );
}

function showSensitivities() {
  const options = SENSITIVITIES.map((name) => new Option(text(`sensitivity.${name}`), name));
  sensitivity.replaceChildren(...options);
  showSensitivity();
}

function showSensitivity() {
  const chosen = /** @type {Sensitivity} */ (sensitivity.value);
  byRole(document, "sensitivity-hint").textContent = text(`sensitivity_hint.${chosen}`);
}

/** @returns {import("./room_requests.js").RoomRequest & {policy: Policy}} */
function roomRequest() {
  const policy = chosenPolicy(policies) ?? "self";
  return {
    policy,
    proctoring: proctoring.checked,
    anonymous: anonymous.checked,
    sensitivity: POLICIES[policy].sensitivity ? sensitivity.value : "strict",
    ...roomCamera.wish,
  };
}

/** @param {string} words */
function showMessage(words) {
  message.hidden = false;
  message.textContent = words;
}

/** @param {boolean} underWay whether a room is being made: one press makes one room, and is seen to */
function showMaking(underWay) {
  submit.disabled = underWay;
  submit.textContent = text(underWay ? "start.creating" : "start.create");
}

async function create() {
  if (submit.disabled) return;
  message.hidden = true;
  showMaking(true);
  const wish = roomRequest();
  const answer = await createRoom(wish, createKey.value);
  if (answer.ok) {
    keepWish(wish);
    rememberNewRoom(answer, wish.policy);
    return location.assign(answer.teacher_url);
  }
  showMaking(false);
  showMessage(refusalWords(answer));
}

/** @param {import("./room_requests.js").RoomRequest} wish of which the next room begins; an exam is not every day's */
function keepWish({ policy, anonymous, sensitivity }) {
  device.writeObject(KEY, { policy, anonymous, sensitivity });
}

/**
 * @param {import("./room_requests.js").NewRoom} room
 * @param {Policy} policy
 */
function rememberNewRoom({ code, teacher_url, expires_at }, policy) {
  const token = new URL(teacher_url).hash.slice(1);
  rememberRoom({ code, token, policy, name: lessonName.value.trim(), expiresAt: expires_at });
}

/** Whoever comes back to a page the browser had put aside finds it as it was left: with its button pressed, its list old. */
function attachReturn() {
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    showMaking(false);
    showKept();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") showKept();
  });
}

function showKept() {
  showRooms();
  void showLessons();
}

async function start() {
  await openLanguage("teacher");
  attachStudentCode(document);
  showKept();
  showSensitivities();
  attachReturn();
  policies.addEventListener("change", ({ target }) => {
    matchChoice(policies, target);
    showPolicy();
  });
  sensitivity.addEventListener("change", showSensitivity);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void create();
  });
  const offer = await readOffer();
  if (offer.ok) showOffer(offer);
  else showMessage(text("start.no_answer"));
  submit.disabled = !offer.ok;
}

void start();
