/** @file Contest: the processor begins, and the graphics chip takes its place where it is quicker. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Contest } from "../../../capture/worker/engine_race.js";

const CPU = [60, 62, 58, 61, 400]; // one slow picture is no slow engine
const CPU_MEDIAN = 61;
const WARMING = [9000, 500];

/**
 * @param {Contest} contest
 * @param {number[]} taken
 * @param {{faces?: number, labelled?: boolean}} [more]
 */
function look(contest, taken, { faces = 1, labelled = true } = {}) {
  for (const tookMs of taken) contest.update({ tookMs, faces, labelled });
  return contest;
}

const begun = () => look(look(new Contest(), CPU), WARMING);

test("the first label never waits: until there is one, nothing is compared", () => {
  const contest = look(new Contest(), Array(100).fill(60), { labelled: false });
  assert.deepEqual([contest.engine, contest.choice], ["cpu", null]);
});

test("after five pictures of a face the graphics chip has its turn", () => {
  assert.equal(look(new Contest(), CPU.slice(1)).engine, "cpu");
  assert.equal(look(new Contest(), CPU).engine, "webgl");
});

test("nobody, or two people, are no picture to compare", () => {
  assert.equal(look(new Contest(), Array(9).fill(60), { faces: 0 }).engine, "cpu");
  assert.equal(look(new Contest(), Array(9).fill(60), { faces: 2 }).engine, "cpu");
});

test("a quicker chip is kept, and its slow first pictures do not count", () => {
  const contest = look(begun(), [20, 22, 21]);
  assert.deepEqual(contest.choice, { engine: "webgl", times: { cpu: CPU_MEDIAN, webgl: 21 } });
  assert.equal(contest.engine, "webgl");
});

test("a slower chip is left after three pictures", () => {
  const contest = look(begun(), [300, 310, 305]);
  assert.deepEqual(contest.choice, { engine: "cpu", times: { cpu: CPU_MEDIAN, webgl: 305 } });
  assert.equal(contest.engine, "cpu");
});

test("two slow pictures of five do not decide", () => {
  const contest = look(begun(), [300, 20, 300, 20]);
  assert.equal(contest.choice, null);
  assert.equal(look(contest, [20]).choice?.engine, "webgl");
});

test("as quick as the processor is not quicker", () => {
  assert.equal(look(begun(), Array(3).fill(CPU_MEDIAN)).choice?.engine, "cpu");
});

test("what is decided stays decided", () => {
  const contest = look(begun(), [20, 20, 20]);
  assert.equal(look(contest, Array(20).fill(900)).engine, "webgl");
});

test("a student who goes in mid-contest is looked for on the processor, and asked again later", () => {
  const contest = look(begun(), [20], { faces: 0 });
  assert.deepEqual([contest.engine, contest.choice], ["cpu", null]);
  assert.equal(look(contest, CPU).engine, "webgl");
});

test("a chip that finds nobody three times does not work", () => {
  const contest = new Contest();
  for (const _ of [1, 2, 3]) look(look(look(contest, CPU), WARMING), [20], { faces: 0 });
  assert.deepEqual(contest.choice, { engine: "cpu", times: null });
});

test("a chip that fails is not asked again", () => {
  const contest = look(new Contest(), CPU);
  contest.fail();
  assert.deepEqual([contest.engine, contest.choice], ["cpu", { engine: "cpu", times: null }]);
});
