/** @file The open list's filter: each word, whatever its case and accents, and one topic. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { matching, topicsOf } from "../../../../library/pages/courses/filter.js";

/** @param {string} title @param {string} topic */
const course = (title, topic) => ({ code: title, title, topic, policy: "self", lessons: 1 });
const courses = [
  course("Éléments d’algèbre", "Mathematics"),
  course("Queues and stacks", "Computing"),
  course("خوارزميات", "Computing"),
];

/** @param {string} search @param {string} topic */
const found = (search, topic = "") => matching(courses, search, topic).map(({ title }) => title);

test("each word has to occur, in title or topic, whatever its case and accents", () => {
  assert.deepEqual(found("ALGEBRE elements"), ["Éléments d’algèbre"]);
  assert.deepEqual(found("queues computing"), ["Queues and stacks"]);
  assert.deepEqual(found("خوارزميات"), ["خوارزميات"]);
  assert.deepEqual(found("queues algebra"), []);
  assert.deepEqual(found("  ").length, 3);
});

test("a topic keeps its own courses", () => {
  assert.deepEqual(found("", "Computing"), ["Queues and stacks", "خوارزميات"]);
  assert.deepEqual(topicsOf(courses), ["Computing", "Mathematics"]);
  assert.deepEqual(topicsOf([course("a", "")]), []);
});
