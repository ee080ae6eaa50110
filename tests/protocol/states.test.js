import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { POLICIES, POLICY_NAMES } from "../../protocol/policies.js";
import { BANDS, STATE_NAMES, STATES } from "../../protocol/states.js";

/** @param {string} path from the repository's root */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const states = JSON.parse(read("protocol/states.json"));
const policies = JSON.parse(read("protocol/policies.json"));
const css = read("look/states.css");

test("states.js is the twin of states.json, its order included", () => {
  assert.equal(JSON.stringify(STATES), JSON.stringify(states.states));
  assert.equal(JSON.stringify(BANDS), JSON.stringify(states.bands));
});

test("policies.js is the twin of policies.json, its order included", () => {
  assert.equal(JSON.stringify(POLICIES), JSON.stringify(policies));
});

test("the wire's states and policies are these", () => {
  const { definitions } = JSON.parse(read("protocol/messages.schema.json"));
  assert.deepEqual(definitions.state.enum.toSorted(), STATE_NAMES.toSorted());
  const { joined } = definitions;
  assert.deepEqual(joined.properties.policy.enum, POLICY_NAMES);
});

test("no two states have the same urgency or shape, and each names a band and an ink that are there", () => {
  const all = Object.values(STATES);
  assert.equal(new Set(all.map(({ urgency }) => urgency)).size, all.length);
  assert.equal(new Set(all.map(({ shape }) => shape.path)).size, all.length);
  for (const { band, ink } of all) {
    assert.ok(band in BANDS, band);
    assert.ok(ink in states.inks, ink);
  }
});

test("states.css gives each ink its colours on light and on dark ground, and each state its ink", () => {
  const [light, dark] = css.split("prefers-color-scheme: dark");
  for (const [ink, colours] of Object.entries(states.inks)) {
    assert.match(light ?? "", new RegExp(`--${ink}: ${colours.light};`));
    assert.match(dark ?? "", new RegExp(`--${ink}: ${colours.dark};`));
  }
  for (const state of STATE_NAMES) assert.equal(inkInCss(state), STATES[state].ink, state);
});

/** @param {string} state */
function inkInCss(state) {
  const rules = [...css.matchAll(/([^{}]+)\{\s*--state: var\(--(\w+)\);/g)];
  const own = rules.find(([, selectors = ""]) => selectors.includes(`[data-state="${state}"]`));
  const general = rules.find(([, selectors = ""]) => /\[data-state\]/.test(selectors));
  return (own ?? general)?.[2];
}
