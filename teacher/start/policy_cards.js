/** @file Policy cards (radio group): each kind of room with what the teacher sees in it, and what the law says where it matters. */

import { byRole } from "../../look/dom.js";
import { POLICY_NAMES } from "../../protocol/policies.js";
import { text } from "../text.js";

/** @typedef {import("../../protocol/messages.js").Policy} Policy */

const NAME = "policy";
/** Where a label about a person leaves the device. @type {readonly Policy[]} */
const LAW_SPEAKS_OF = ["labels"];

/**
 * @param {ParentNode} group with the cards, and a select that scripts choose with
 * @param {Policy[]} offered
 * @param {string} wish the one chosen last; the first where it is not offered
 */
export function showPolicies(group, offered, wish) {
  const chosen = offered.find((name) => name === wish) ?? offered[0];
  byRole(group, "policy-cards").replaceChildren(...offered.map((name) => card(name, name === chosen)));
  const select = selectOf(group);
  const options = offered.map((name) => new Option(text(`policy.${name}`), name, false, name === chosen));
  select.replaceChildren(...options);
}

/**
 * What is chosen in one of the two is chosen in both.
 * @param {ParentNode} group
 * @param {EventTarget | null} changed
 */
export function matchChoice(group, changed) {
  const select = selectOf(group);
  if (changed === select) radioOf(group, `[value="${select.value}"]`).checked = true;
  else select.value = chosenPolicy(group) ?? "";
}

/** @param {ParentNode} group */
const selectOf = (group) => /** @type {HTMLSelectElement} */ (byRole(group, "policy"));

/**
 * @param {ParentNode} group
 * @param {string} which
 */
function radioOf(group, which) {
  return /** @type {HTMLInputElement} */ (group.querySelector(`[name="${NAME}"]${which}`));
}

/**
 * @param {ParentNode} group
 * @returns {Policy | null}
 */
export function chosenPolicy(group) {
  const radio = /** @type {HTMLInputElement | null} */ (group.querySelector(`[name="${NAME}"]:checked`));
  return POLICY_NAMES.find((name) => name === radio?.value) ?? null;
}

/**
 * @param {Policy} policy
 * @param {boolean} checked
 */
function card(policy, checked) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  label.className = "policy-card";
  Object.assign(radio, { type: "radio", name: NAME, value: policy, checked, required: true });
  radio.dataset.role = `policy-${policy}`;
  label.append(radio, words("strong", text(`policy.${policy}`)), words("span", text(`sees.${policy}`)));
  if (LAW_SPEAKS_OF.includes(policy)) label.append(words("span", text("start.law"), "law"));
  return label;
}

/**
 * @param {"strong" | "span"} tag
 * @param {string} said
 * @param {string} [className]
 */
function words(tag, said, className = "") {
  const element = document.createElement(tag);
  element.textContent = said;
  element.className = className;
  return element;
}
