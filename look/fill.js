/**
 * @file Writes a page's standing sentences into it: `data-text` names an element's sentence, `data-label` and the
 * others those of its attributes. A child with `data-slot` takes the place of the placeholder of that name, so that
 * every language puts it where its grammar wants it.
 */

import { pieces, text } from "./locale.js";

/** Attributes that hold a sentence, by the data- attribute that names it. */
const ATTRIBUTES = { label: "aria-label", placeholder: "placeholder", title: "title" };

/** @param {ParentNode} root */
export function fill(root) {
  for (const element of elements(root, "text")) fillText(element);
  for (const [name, attribute] of Object.entries(ATTRIBUTES))
    for (const element of elements(root, name))
      element.setAttribute(attribute, text(element.dataset[name] ?? ""));
  for (const template of root.querySelectorAll("template")) fill(template.content);
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {NodeListOf<HTMLElement>}
 */
const elements = (root, name) => root.querySelectorAll(`[data-${name}]`);

/** @param {HTMLElement} element */
function fillText(element) {
  const slots = new Map([...element.children].map((child) => [child.getAttribute("data-slot"), child]));
  const parts = pieces(element.dataset.text ?? "");
  element.replaceChildren(
    ...parts.map((part) => ("name" in part ? (slots.get(part.name) ?? `{${part.name}}`) : part.text)),
  );
}
