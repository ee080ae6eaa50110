/** @file Engine race: the processor begins, and the graphics chip takes its place where it is quicker. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineRace } from "../../../capture/worker/engine_race.js";

const CPU = [60, 62, 58, 61, 400]; // one slow picture is no slow engine
const CPU_MEDIAN = 61;
const WARMING = [9000, 500];

/**
 * @param {EngineRace} race
 * @param {number[]} taken
 * @param {{faces?: number, labelled?: boolean}} [more]
 */
function look(race, taken, { faces = 1, labelled = true } = {}) {
  for (const tookMs of taken) race.update({ tookMs, faces, labelled });
  return race;
}

const begun = () => look(look(new EngineRace(), CPU), WARMING);

test("the first label never waits: until there is one, nothing is compared", () => {
  const race = look(new EngineRace(), Array(100).fill(60), { labelled: false });
  assert.deepEqual([race.engine, race.choice], ["cpu", null]);
});

test("after five pictures of a face the graphics chip has its turn", () => {
  assert.equal(look(new EngineRace(), CPU.slice(1)).engine, "cpu");
  assert.equal(look(new EngineRace(), CPU).engine, "webgl");
});

test("nobody, or two people, are no picture to compare", () => {
  assert.equal(look(new EngineRace(), Array(9).fill(60), { faces: 0 }).engine, "cpu");
  assert.equal(look(new EngineRace(), Array(9).fill(60), { faces: 2 }).engine, "cpu");
});

test("a quicker chip is kept, and its slow first pictures do not count", () => {
  const race = look(begun(), [20, 22, 21]);
  assert.deepEqual(race.choice, { engine: "webgl", times: { cpu: CPU_MEDIAN, webgl: 21 } });
  assert.equal(race.engine, "webgl");
});

test("a slower chip is left after three pictures", () => {
  const race = look(begun(), [300, 310, 305]);
  assert.deepEqual(race.choice, { engine: "cpu", times: { cpu: CPU_MEDIAN, webgl: 305 } });
  assert.equal(race.engine, "cpu");
});

test("two slow pictures of five do not decide", () => {
  const race = look(begun(), [300, 20, 300, 20]);
  assert.equal(race.choice, null);
  assert.equal(look(race, [20]).choice?.engine, "webgl");
});

test("as quick as the processor is not quicker", () => {
  assert.equal(look(begun(), Array(3).fill(CPU_MEDIAN)).choice?.engine, "cpu");
});

test("what is decided stays decided", () => {
  const race = look(begun(), [20, 20, 20]);
  assert.equal(look(race, Array(20).fill(900)).engine, "webgl");
});

test("a student who goes in mid-race is looked for on the processor, and asked again later", () => {
  const race = look(begun(), [20], { faces: 0 });
  assert.deepEqual([race.engine, race.choice], ["cpu", null]);
  assert.equal(look(race, CPU).engine, "webgl");
});

test("a chip that finds nobody three times does not work", () => {
  const race = new EngineRace();
  for (const _ of [1, 2, 3]) look(look(look(race, CPU), WARMING), [20], { faces: 0 });
  assert.deepEqual(race.choice, { engine: "cpu", times: null });
});

test("a chip that fails is not asked again", () => {
  const race = look(new EngineRace(), CPU);
  race.fail();
  assert.deepEqual([race.engine, race.choice], ["cpu", { engine: "cpu", times: null }]);
});
