import assert from "node:assert/strict";
import { test } from "node:test";
import { readRoomLink } from "../../../integrations/side_panel/link.js";

const STUDENT = "https://school.example/s#07QM4-F2P9H";
const BOARD = "https://school.example/t#w.07QM4-F2P9H.1790000000.signature";

test("a student's link opens as it is, also out of the lines of a chat", () => {
  assert.equal(readRoomLink(STUDENT), STUDENT);
  assert.equal(readRoomLink(`Join us: ${STUDENT}\nor type 07QM4-F2P9H`), STUDENT);
});

test("whatever link of a board is pasted, its dock is opened", () => {
  for (const view of ["", "&view=dock", "&view=overlay"])
    assert.equal(readRoomLink(BOARD + view), `${BOARD}&view=dock`);
});

test("a server on this device needs no HTTPS, and every other one does", () => {
  for (const host of ["localhost:5000", "127.0.0.1:5000", "[::1]:5000"])
    assert.equal(readRoomLink(`http://${host}/s#07QM4-F2P9H`), `http://${host}/s#07QM4-F2P9H`);
  assert.equal(readRoomLink("http://school.example/s#07QM4-F2P9H"), null);
});

test("what leads to no room of Readroom opens nothing", () => {
  for (const pasted of [
    "",
    "07QM4-F2P9H",
    "https://school.example/s",
    "https://school.example/lesson#07QM4-F2P9H",
  ])
    assert.equal(readRoomLink(pasted), null);
  for (const pasted of ["javascript:alert(1)//s#x", "https://", "file:///s#x", "data:text/html,/s#x"])
    assert.equal(readRoomLink(pasted), null);
});
