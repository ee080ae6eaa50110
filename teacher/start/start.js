/** @file Start page: choose what a room may send, create it, go to its board. */

import { byRole } from "../../look/dom.js";
import { openLanguage } from "../../look/language.js";
import { listText } from "../../look/locale.js";
import { POLICIES, POLICY_NAMES } from "../../protocol/policies.js";
import { SENSITIVITIES } from "../../protocol/room_code.js";
import { refusalWords } from "../refusals.js";
import { text } from "../text.js";
import { createRoom, readOffer } from "./room_requests.js";
import { showLessons } from "./saved_lessons.js";
import { attachStudentCode } from "./student_code.js";

/** @typedef {import("../../protocol/messages.js").Policy} Policy */
/** @typedef {import("../../protocol/messages.js").Sensitivity} Sensitivity */

const form = byRole(document, "new-room");
const message = byRole(document, "message");
const submit = /** @type {HTMLButtonElement} */ (byRole(document, "create-room"));
const policy = /** @type {HTMLSelectElement} */ (byRole(document, "policy"));
const sensitivity = /** @type {HTMLSelectElement} */ (byRole(document, "sensitivity"));
const proctoring = /** @type {HTMLInputElement} */ (byRole(document, "proctoring"));
const anonymous = /** @type {HTMLInputElement} */ (byRole(document, "anonymous"));
const createKey = /** @type {HTMLInputElement} */ (byRole(document, "create-key"));

/** @param {import("./room_requests.js").ServerOffer} offer */
function showOffer(offer) {
  const options = POLICY_NAMES.map((name) => policyOption(name, offer.policies.includes(name)));
  policy.replaceChildren(...options);
  policy.value = options.find((option) => !option.disabled)?.value ?? "";
  byRole(document, "create-key-field").hidden = !offer.create_key;
  createKey.required = offer.create_key;
  showRefusedPolicies(options.filter((option) => option.disabled));
  showPolicy();
}

/**
 * @param {Policy} name
 * @param {boolean} allowed
 */
function policyOption(name, allowed) {
  const words = text(`policy.${name}`);
  const option = new Option(allowed ? words : text("start.policy_off", { policy: words }), name);
  option.disabled = !allowed;
  return option;
}

/** @param {HTMLOptionElement[]} refused */
function showRefusedPolicies(refused) {
  const note = byRole(document, "policy-note");
  const names = refused.map(({ value }) => text(`policy.${/** @type {Policy} */ (value)}`));
  note.hidden = refused.length === 0;
  note.textContent = text("start.policies_off", { policies: listText(names) });
}

function showPolicy() {
  const chosen = /** @type {Policy} */ (policy.value);
  byRole(document, "policy-sends").textContent = text(`sends.${chosen}`);
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

/** @returns {import("./room_requests.js").RoomRequest} */
function roomRequest() {
  return {
    policy: policy.value,
    proctoring: proctoring.checked,
    anonymous: anonymous.checked,
    sensitivity: POLICIES[/** @type {Policy} */ (policy.value)].sensitivity ? sensitivity.value : "strict",
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
  const answer = await createRoom(roomRequest(), createKey.value);
  if (answer.ok) return location.assign(answer.teacher_url);
  showMaking(false);
  showMessage(refusalWords(answer));
}

/** Whoever comes back to a page the browser had put aside finds it as it was left: with its button pressed, its list old. */
function attachReturn() {
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    showMaking(false);
    void showLessons();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void showLessons();
  });
}

async function start() {
  await openLanguage("teacher");
  attachStudentCode(document);
  void showLessons();
  showSensitivities();
  attachReturn();
  policy.addEventListener("change", showPolicy);
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
