/** @file Files of questions: what is written is read as the same, what teachers write is read, and what is wrong has its line. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readJson, writeJson } from "../../../teacher/prepared_questions/json_format.js";
import { QuestionFileError } from "../../../teacher/prepared_questions/prepared.js";
import { questionsIn } from "../../../teacher/prepared_questions/question_file.js";
import { readText, writeText } from "../../../teacher/prepared_questions/text_format.js";

/** @typedef {import("../../../teacher/prepared_questions/prepared.js").Prepared} Prepared */

/** @type {Prepared[]} with everything that could be taken for a sign of the format */
const QUESTIONS = [
  { text: "What is the derivative of x²?", choices: ["x", "2x", "-2"], correct: 1 },
  { text: "- is a minus, * a star?", choices: ["* yes", "- no", "A. maybe", "ANSWER: A"], correct: null },
  { text: "[1] “Ça va” أم لا?", choices: ["<b>yes</b>", '=1+1"', "{}", "\\", "🙂"], correct: 4 },
];

/**
 * @param {() => unknown} read
 * @returns {[line: number | null, kind: string][]}
 */
function faultsOf(read) {
  try {
    read();
  } catch (error) {
    if (!(error instanceof QuestionFileError)) throw error;
    return error.faults.map(({ line, kind }) => [line, kind]);
  }
  return [];
}

/** @param {string} words */
const bytesOf = (words) => new TextEncoder().encode(words).buffer;

test("what is exported is imported as the same, in both formats", () => {
  for (const words of [writeText(QUESTIONS), writeJson(QUESTIONS), `\ufeff${writeText(QUESTIONS)}`])
    assert.deepEqual(questionsIn(/** @type {ArrayBuffer} */ (bytesOf(words))), QUESTIONS);
});

test("a text as teachers write it is read: blank lines, line ends and dashes of any editor", () => {
  const words = "\r\n\r\nReady?\r\n–  Yes\r\n\u2022 No \r\n  \r\n\r\nClear?\r* Yes\r- Not\tquite\r";
  assert.deepEqual(readText(words), [
    { text: "Ready?", choices: ["Yes", "No"], correct: null },
    { text: "Clear?", choices: ["Yes", "Not quite"], correct: 0 },
  ]);
});

test("Moodle's Aiken format is read, with or without lines between the questions", () => {
  const words = "Which?\nA. one\nB) two\nANSWER: B\nAnd now?\na. yes\nb. no\nanswer: a\n";
  assert.deepEqual(readText(words), [
    { text: "Which?", choices: ["one", "two"], correct: 1 },
    { text: "And now?", choices: ["yes", "no"], correct: 0 },
  ]);
});

test("every line of a text that is wrong is named, each question once", () => {
  const long = "x".repeat(201);
  const words = [
    ...["Alone", ""],
    ...["Two rights", "* a", "* b", ""],
    ...["No sign", "- a", "b", "- c", ""],
    ...[long, "- a", "- b", ""],
    ...["Six", "- 1", "- 2", "- 3", "- 4", "- 5", "- 6", ""],
    ...["Long choice", "- a", `- ${"y".repeat(61)}`, ""],
    ...["No such", "A. a", "B. b", "ANSWER: D"],
  ].join("\n");
  assert.deepEqual(
    faultsOf(() => readText(words)),
    [
      [1, "choices"],
      [3, "right"],
      [9, "no_choice"],
      [12, "long_text"],
      [16, "choices"],
      [24, "long_choice"],
      [28, "right"],
    ],
  );
  assert.deepEqual(
    faultsOf(() => readText(" \n\n")),
    [[null, "no_questions"]],
  );
});

test("a question of a JSON file that is wrong is named by the line it begins on", () => {
  const words = `{
  "questions": [
    {"question": "{ok}", "choices": ["[", "]"]},
    {"question": "few", "choices": ["a"]},

    {"choices": ["a", "b"]},
    {"question": "right", "choices": ["a", "b"],
     "correct": 3},
    {"question": "odd", "choices": ["a", {"b": 1}]}
  ]
}`;
  assert.deepEqual(
    faultsOf(() => readJson(words)),
    [
      [4, "choices"],
      [6, "no_text"],
      [7, "right"],
      [9, "no_choice"],
    ],
  );
});

test("what is no JSON, or holds no questions, says so", () => {
  assert.deepEqual(
    faultsOf(() => readJson('{\n "questions": [}\n')),
    [[2, "not_json"]],
  );
  for (const words of ["{}", "[]", "null", '{"questions": {}}', "3"])
    assert.deepEqual(
      faultsOf(() => readJson(words)),
      [[null, "no_questions"]],
    );
});

test("what is no JSON is named by the line on which it stops to be any", () => {
  const faults = {
    '[\n{"a": 1,\n}]': 3,
    "[\n1 2]": 2,
    '{"a"\n\n"b"}': 3,
    '["a\nb"]': 1,
    "[\n\n": 3,
    "[1,\n]": 2,
    '{"a": [1, {"b": null}],\n"c": tru}': 2,
    "[]\n[]": 2,
    "[01]": 1,
  };
  for (const [words, line] of Object.entries(faults))
    assert.deepEqual(
      faultsOf(() => readJson(words)),
      [[line, "not_json"]],
      words,
    );
});

test("a list alone is taken too, with numbers for choices", () => {
  assert.deepEqual(readJson('[{"question": " 1 + 1 \\n ?", "choices": [1, 2], "correct": 2}]'), [
    { text: "1 + 1 ?", choices: ["1", "2"], correct: 1 },
  ]);
});

test("a file of an older Windows editor keeps its umlauts", () => {
  const bytes = new Uint8Array([0x46, 0xfc, 0x72, 0x3f, 0x0a, 0x2d, 0x20, 0x61, 0x0a, 0x2d, 0x20, 0x62]);
  assert.deepEqual(questionsIn(bytes.buffer), [{ text: "Für?", choices: ["a", "b"], correct: null }]);
});

test("more questions than fit on a device are not taken", () => {
  const words = Array.from({ length: 301 }, (_, index) => `Question ${index}\n- a\n- b\n`).join("\n");
  assert.deepEqual(
    faultsOf(() => questionsIn(/** @type {ArrayBuffer} */ (bytesOf(words)))),
    [[null, "too_many"]],
  );
});
