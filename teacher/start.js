/** @file The start page: choose what a room may send, make it, go to its board. */

import { byRole } from "../look/dom.js";
import { POLICY_WORDS, SENSITIVITY_WORDS } from "../look/words.js";
import { CONFUSION_POLICIES } from "../protocol/room_code.js";
import { showLessons } from "./lessons.js";
import { createRoom, readOffer } from "./rooms.js";

/** @typedef {import("../protocol/messages.js").Policy} Policy */

const POLICIES = /** @type {Policy[]} */ (Object.keys(POLICY_WORDS));
const PROCTORING_HINT =
  "For exams only: your board also shows when no face, a second face or a long look away is seen. " +
  "Such an alert proves nothing; look for yourself.";
const NO_PROCTORING_HINT = "Needs the camera, which self-report never uses.";

const form = byRole(document, "new-room");
const message = byRole(document, "message");
const submit = /** @type {HTMLButtonElement} */ (byRole(document, "create-room"));
const policy = /** @type {HTMLSelectElement} */ (byRole(document, "policy"));
const sensitivity = /** @type {HTMLSelectElement} */ (byRole(document, "sensitivity"));
const proctoring = /** @type {HTMLInputElement} */ (byRole(document, "proctoring"));
const anonymous = /** @type {HTMLInputElement} */ (byRole(document, "anonymous"));
const createKey = /** @type {HTMLInputElement} */ (byRole(document, "create-key"));

/** @param {import("./rooms.js").Offer} offer */
function showOffer(offer) {
  const options = POLICIES.map((name) => policyOption(name, offer.policies.includes(name)));
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
  const words = POLICY_WORDS[name].name;
  const option = new Option(allowed ? words : `${words} (not on this server)`, name);
  option.disabled = !allowed;
  return option;
}

/** @param {HTMLOptionElement[]} refused */
function showRefusedPolicies(refused) {
  const note = byRole(document, "policy-note");
  const names = refused.map((option) => POLICY_WORDS[/** @type {Policy} */ (option.value)].name).join(", ");
  note.hidden = refused.length === 0;
  note.textContent = `Whoever runs this server has switched off: ${names}.`;
}

function showPolicy() {
  const chosen = /** @type {Policy} */ (policy.value);
  byRole(document, "policy-sends").textContent = `Sends ${POLICY_WORDS[chosen].sends}.`;
  byRole(document, "sensitivity-field").hidden = !tellsConfusion(chosen);
  proctoring.disabled = chosen === "self";
  if (proctoring.disabled) proctoring.checked = false;
  byRole(document, "proctoring-hint").textContent = proctoring.disabled
    ? NO_PROCTORING_HINT
    : PROCTORING_HINT;
}

/** @param {string} chosen */
function tellsConfusion(chosen) {
  return CONFUSION_POLICIES.some((name) => name === chosen);
}

function showSensitivities() {
  const options = Object.entries(SENSITIVITY_WORDS).map(([name, words]) => new Option(words.name, name));
  sensitivity.replaceChildren(...options);
  showSensitivity();
}

function showSensitivity() {
  const chosen = /** @type {keyof typeof SENSITIVITY_WORDS} */ (sensitivity.value);
  byRole(document, "sensitivity-hint").textContent = SENSITIVITY_WORDS[chosen].hint;
}

/** @returns {import("./rooms.js").Wish} */
function wish() {
  return {
    policy: policy.value,
    proctoring: proctoring.checked,
    anonymous: anonymous.checked,
    sensitivity: tellsConfusion(policy.value) ? sensitivity.value : "strict",
  };
}

/** @param {string} text */
function say(text) {
  message.hidden = false;
  message.textContent = text;
}

async function create() {
  submit.disabled = true;
  const answer = await createRoom(wish(), createKey.value);
  if (answer.ok) return location.assign(answer.teacher_url);
  submit.disabled = false;
  say(answer.message);
}

async function start() {
  void showLessons();
  showSensitivities();
  policy.addEventListener("change", showPolicy);
  sensitivity.addEventListener("change", showSensitivity);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void create();
  });
  const offer = await readOffer();
  if (offer.ok) showOffer(offer);
  else say(offer.message);
  submit.disabled = !offer.ok;
}

void start();
