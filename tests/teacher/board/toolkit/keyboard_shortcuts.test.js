/** @file The board's keys: on every layout, and never where the browser, the system or a person writing means another. */

import assert from "node:assert/strict";
import { test } from "node:test";

/** @typedef {import("../../../../teacher/board/toolkit/keyboard_shortcuts.js").Key} Key */

let openDialog = /** @type {object | null} */ (null);
class FakeElement {
  /** @param {string} tag with its type behind a colon, where that matters */
  constructor(tag) {
    [this.tag = "", this.type = ""] = tag.split(":");
  }

  /** @param {string} selector */
  closest(selector) {
    return selector.split(", ").includes(this.tag) ? this : null;
  }
}
Object.assign(globalThis, { Element: FakeElement, document: { querySelector: () => openDialog } });
const { isBrowsersOwn, isShortcut } = await import("../../../../teacher/board/toolkit/keyboard_shortcuts.js");

/**
 * @param {string} key
 * @param {string} code
 * @param {Partial<Key> & {altGraph?: boolean, on?: string}} [more]
 * @returns {Key}
 */
function pressed(key, code, { altGraph = false, on = "li", ...more } = {}) {
  const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  return {
    ...{ key, code, ...none, isComposing: false, repeat: false },
    target: /** @type {EventTarget} */ (/** @type {unknown} */ (new FakeElement(on))),
    getModifierState: (name) => altGraph && name === "AltGraph",
    ...more,
  };
}

test("each key is found by what it writes", () => {
  assert.ok(isShortcut(pressed("/", "Slash"), "search"));
  assert.ok(isShortcut(pressed("?", "Slash", { shiftKey: true }), "help"));
  assert.ok(isShortcut(pressed("P", "KeyP"), "pin"));
  assert.ok(isShortcut(pressed("m", "Semicolon"), "mark"), "the French m");
  assert.ok(isShortcut(pressed("y", "KeyZ"), "clapper"), "the German y");
});

test("a German, a French and a Hungarian keyboard write / and ? elsewhere", () => {
  assert.ok(isShortcut(pressed("/", "Digit7", { shiftKey: true }), "search"));
  assert.ok(isShortcut(pressed("/", "Period", { shiftKey: true }), "search"));
  assert.ok(isShortcut(pressed("?", "Minus", { shiftKey: true }), "help"));
  assert.ok(!isShortcut(pressed("-", "Slash"), "search"), "the German key in that place");
});

test("a sign that needs AltGr counts, however the system tells of AltGr", () => {
  const altGr = { altGraph: true, ctrlKey: true, altKey: true };
  assert.ok(isShortcut(pressed("/", "KeyQ", altGr), "search"));
  assert.ok(isShortcut(pressed("?", "KeyW", { altGraph: true }), "help"));
});

test("where no Latin letters are written, the place counts, and every script's question mark", () => {
  assert.ok(isShortcut(pressed("\u0638", "Slash"), "search"), "Arabic");
  assert.ok(isShortcut(pressed("\u061f", "Slash", { shiftKey: true }), "help"), "Arabic");
  assert.ok(isShortcut(pressed("\u0637", "KeyP"), "pin") === isShortcut(pressed("\u0437", "KeyP"), "pin"));
  assert.ok(isShortcut(pressed("\u044c", "KeyM"), "mark"), "Russian");
  assert.ok(!isShortcut(pressed("\u0638", "Slash", { shiftKey: true }), "search"));
});

test("with Ctrl, Alt or Meta every key is the browser's", () => {
  for (const name of ["ctrlKey", "altKey", "metaKey"]) {
    const held = { [name]: true };
    assert.ok(isBrowsersOwn(pressed("p", "KeyP", held)));
    assert.ok(!isShortcut(pressed("p", "KeyP", held), "pin"));
    assert.ok(!isShortcut(pressed("/", "Slash", held), "search"));
  }
});

test("the search is reached from every control but a text field, and a list of choices keeps its letters", () => {
  for (const on of ["button", "select", "input:checkbox", "input:radio"])
    assert.ok(isShortcut(pressed("/", "Slash", { on }), "search"), on);
  for (const on of ["input", "input:text", "input:number", "textarea"])
    assert.ok(!isShortcut(pressed("/", "Slash", { on }), "search"), on);
  assert.ok(!isShortcut(pressed("m", "KeyM", { on: "select" }), "mark"));
  assert.ok(isShortcut(pressed("m", "KeyM", { on: "input:checkbox" }), "mark"));
});

test("who types, composes, holds a key down or has a dialog open presses no shortcut", () => {
  assert.ok(!isShortcut(pressed("m", "KeyM", { on: "input" }), "mark"));
  assert.ok(!isShortcut(pressed("m", "KeyM", { isComposing: true }), "mark"));
  assert.ok(!isShortcut(pressed("m", "KeyM", { repeat: true }), "mark"));
  openDialog = {};
  assert.ok(!isShortcut(pressed("m", "KeyM"), "mark"));
  openDialog = null;
  assert.ok(isShortcut(pressed("m", "KeyM"), "mark"));
});
