/** @file A class curve on its way to the library's page: whole in a link, and nothing else beside it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { curveFragment, curveJson } from "../../../classroom/archive/fragment.js";
import { readCurve } from "../../../classroom/archive/reading.js";

/** @type {{call: string, steps: {args: [any], returns: string | null}[]}[]} */
const vectors = JSON.parse(readFileSync(new URL("../../vectors/archive.json", import.meta.url), "utf8"));
const refusals = vectors.find(({ call }) => call === "refusal_of")?.steps ?? [];
const right = refusals[0]?.args[0];

test("a curve comes through a link as it was, in any writing", () => {
  const curve = { ...right, title: "Fünf – خمسة ♥", marks: [[3, "Σ >> ? ÿ"]] };
  const fragment = curveFragment(curve);
  assert.match(fragment, /^#curve=[\w-]+$/);
  assert.deepEqual(readCurve(curveJson(fragment) ?? ""), { curve, refusal: null });
  assert.equal(curveJson("#"), null);
  assert.equal(curveJson("#curve=%"), null);
  assert.equal(curveJson("#07QM4-F2P9H"), null);
});

test("a curve that may not be kept is read, and its refusal told", () => {
  for (const { args, returns } of refusals)
    assert.deepEqual(readCurve(JSON.stringify(args[0])), { curve: args[0], refusal: returns });
});

test("what is no curve is refused, and what stands beside one does not come along", () => {
  const minutes = (/** @type {object} */ other) =>
    right.minutes.map((/** @type {any} */ each) => ({ ...each, ...other }));
  const wrong = [
    ...["", "[]", "null", "{}"],
    ...[
      { here: "1-4" },
      { voice: 3 },
      { voice: "40" },
      { policy: "proctoring" },
      { day: 3 },
      { title: null },
    ].map((other) => JSON.stringify({ ...right, ...other })),
    ...[{ lost: 0 }, { lost: 100 }, { lost: 12 }, { lost: null }, { here: 12 }].map((other) =>
      JSON.stringify({ ...right, minutes: minutes(other) }),
    ),
    ...[[[-1, "x"]], [[0.5, "x"]], ["x"], [[1, 2]]].map((marks) => JSON.stringify({ ...right, marks })),
  ];
  for (const json of wrong) assert.equal(readCurve(json), null, json.slice(0, 80));
  const more = { ...right, students: ["Anna"], minutes: minutes({ who: "Anna" }) };
  assert.deepEqual(readCurve(JSON.stringify(more))?.curve, right);
});
