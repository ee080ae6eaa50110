/** @file Kept courses: the newest first, each once, and nothing that is none. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { dropCourse, keepCourse, keptCourses } from "../../../../library/pages/manage/kept.js";

function storing(text = "") {
  let kept = text === "" ? null : text;
  return {
    read: () => kept,
    write: (/** @type {string} */ _key, /** @type {string} */ value) => {
      kept = value;
    },
  };
}

const course = (/** @type {string} */ code) => ({ code, title: code, token: `${code}.1.x` });

test("courses are kept with the newest first, and each once", () => {
  const store = storing();
  for (const code of ["a", "b", "a"]) keepCourse(store, course(code));
  assert.deepEqual(
    keptCourses(store).map(({ code }) => code),
    ["a", "b"],
  );
  dropCourse(store, "a");
  assert.deepEqual(keptCourses(store), [course("b")]);
});

for (const text of ["", "nonsense", "{}", '[1, null, {"code": "a"}]'])
  test(`${JSON.stringify(text)} is no course`, () => {
    assert.deepEqual(keptCourses(storing(text)), []);
  });
