/** @file A table as a file that spreadsheets open. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { csv } from "../../teacher/csv.js";

const MARK = "\ufeff";
/** What a spreadsheet takes for the beginning of a formula, and what it may part cells at. */
const SIGNS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"];
const SEPARATORS = [",", ";", "|", "\t", "\r\n", "\n"];

test("a file says that it is UTF-8, and has its head line without rows too", () => {
  assert.equal(csv(["a", "b"], []), `${MARK}a,b\r\n`);
});

test("a cell with separators, quotes or line ends is quoted, and what is missing is empty", () => {
  assert.equal(
    csv(["a", "b", "c", "d"], [{ a: 'x,"y"\n', b: null, c: -1 }]),
    `${MARK}a,b,c,d\r\n"x,""y""\n",,-1,\r\n`,
  );
});

test("a name that a spreadsheet would run as a formula stays a text", () => {
  for (const sign of SIGNS)
    assert.equal(csv(["student"], [{ student: `${sign}1+1` }]), `${MARK}student\r\n'${sign}1+1\r\n`);
});

test("wherever a spreadsheet takes a file apart, no cell begins a formula", () => {
  const hidden = ["", " ", '"', '""', "\u00a0", "\u200b", "\u0000", '" "'];
  for (const separator of SEPARATORS)
    for (const sign of SIGNS)
      for (const before of hidden) {
        const file = csv(["a"], [{ a: `x${separator}${before}${sign}cmd|'/C calc'!A0${separator}y` }]);
        for (const cell of file.slice(1).split(/[,;|\t\r\n]/))
          assert.doesNotMatch(cell, /^[\s"\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u, JSON.stringify(file));
      }
});

test("a sign in the middle of a name is left alone", () => {
  const student = "Anna-Lena (a+b) @home";
  assert.equal(csv(["student"], [{ student }]), `${MARK}student\r\n${student}\r\n`);
});
