/** @file The checker of the floor of browsers: what it finds in a script, what it knows of versions, and the floor itself. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readFloors, readProgram } from "../../tools/floor/check.js";
import { isKnown, isWithin, supportOf } from "../../tools/floor/compatibility.js";
import { featuresOf } from "../../tools/floor/features.js";

const folder = mkdtempSync(join(tmpdir(), "floor-"));
after(() => rmSync(folder, { recursive: true }));

const SCRIPT = `
export class Owner { #own = 1; static { Owner.name; } has(it) { return #own in it; } }
/** @type {number[]} */ const list = [3, 1];
list.toReversed(); list.at(-1); Object.hasOwn({}, "a");
document.body.replaceChildren(); navigator.mediaDevices.enumerateDevices();
AbortSignal.timeout(1); structuredClone(list); new Intl.ListFormat("en").format([]);
await import("./other.js");
/(?<=a)b/.exec("ab"); let a = null; a ??= 1_000;
/** @type {{at: number}} */ const mine = {at: 1}; mine.at;
`;

test("syntax, methods, statics and globals are found by what they are, and names of one's own are not", () => {
  const script = join(folder, "script.js");
  writeFileSync(script, SCRIPT);
  const program = readProgram([script]);
  const file = program.getSourceFile(script);
  assert.ok(file);
  const uses = featuresOf(program, file);
  const found = new Set(uses.map(({ path }) => path));
  for (const path of [
    "javascript.classes.private_class_fields",
    "javascript.classes.private_class_fields_in",
    "javascript.classes.static.initialization_blocks",
    "javascript.builtins.Array.toReversed",
    "javascript.builtins.Array.at",
    "javascript.builtins.Object.hasOwn",
    "api.Element.replaceChildren",
    "api.MediaDevices.enumerateDevices",
    "api.AbortSignal.timeout_static",
    "api.structuredClone",
    "javascript.builtins.Intl.ListFormat.format",
    "javascript.operators.import",
    "javascript.operators.await.top_level",
    "javascript.operators.nullish_coalescing_assignment",
    "javascript.grammar.numeric_separators",
    "javascript.regular_expressions.lookbehind_assertion",
  ])
    assert.ok(found.has(path), path);
  assert.equal(uses.filter(({ path }) => path === "javascript.builtins.Array.at").length, 1);
});

test("versions are compared by their numbers, and what a browser has not is within none", () => {
  assert.ok(isWithin("9", "10"));
  assert.ok(isWithin("15.4", "15.4"));
  assert.ok(isWithin("15.4", "16"));
  assert.ok(!isWithin("15.4", "15"));
  assert.ok(!isWithin(null, "999"));
  assert.equal(supportOf("javascript.builtins.Array.toReversed", "firefox"), "115");
  assert.ok(!isKnown("javascript.builtins.Array.notThere"));
});

test("what tells a browser below a floor came to each with exactly the floor's version", () => {
  for (const [name, { has = [], ...versions }] of Object.entries(readFloors()))
    for (const [browser, version] of has.length === 0 ? [] : Object.entries(versions))
      assert.equal(supportOf(`javascript.builtins.Array.${has.at(-1)}`, browser), version, name);
});
