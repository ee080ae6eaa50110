/** @file What a teacher says at the door is kept in the lesson and in the tab, told, and heard from other boards. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Questions } from "../../../../classroom/questions/questions.js";
import { Roster } from "../../../../classroom/roster.js";
import { DoorDesk } from "../../../../teacher/board/door/controller.js";
import { recallQuestions, rememberQuestions } from "../../../../teacher/board/questions/tab_state.js";
import { keptFrom } from "../../../../teacher/saved_lessons/saved_lesson.js";

/** @typedef {import("../../../../classroom/notes.js").Note} Note */

const CODE = "00000-00000";
const PROMPT = { id: "p1", text: "Clear?", choices: ["Yes", "No"] };

/** The tab's history entry, as a browser keeps it over a reload. */
const tab = { state: /** @type {unknown} */ (null) };

beforeEach(() => {
  tab.state = null;
  Object.assign(globalThis, {
    history: {
      get state() {
        return tab.state;
      },
      replaceState: (/** @type {unknown} */ state) => {
        tab.state = structuredClone(state);
      },
    },
  });
});

/** A desk on a line of its own, and what of it was kept and told. */
function newDesk(/** @type {Note[]} */ recalled = []) {
  /** @type {Note[]} */
  const notes = [];
  /** @type {unknown[]} */
  const told = [];
  const line = { online: true, nowMs: 1000 };
  const connection = {
    get online() {
      return line.online;
    },
    now: () => line.nowMs,
    send: async (/** @type {string} */ event, /** @type {unknown} */ message) => {
      told.push([event, message]);
      return /** @type {const} */ ({ ok: true });
    },
  };
  const roster = new Roster();
  const desk = new DoorDesk({
    code: CODE,
    connection,
    roster,
    note: (note) => {
      notes.push(note);
      desk.update(note);
    },
  });
  desk.recall(recalled);
  return { desk, roster, notes, told, line };
}

test("a lock is kept, told, and known after a reload by the lesson or by the tab alone", () => {
  const { desk, notes, told } = newDesk();
  desk.lock(true);
  assert.deepEqual(told, [["door", { lock: { locked: true, at: 1000 } }]]);
  assert.equal(newDesk().desk.door.isLocked, true);
  tab.state = null;
  assert.equal(newDesk(notes).desk.door.isLocked, true);
});

test("who was removed has a name after a reload, though nobody tells it any more", () => {
  const { desk, roster, notes } = newDesk();
  roster.update({ presence: [["ada", "Ada", "joined", 5]] });
  desk.seat(["ada"], "removed");
  for (const again of [newDesk(), newDesk(notes)])
    assert.deepEqual(again.desk.removed, [{ id: "ada", name: "Ada" }]);
});

test("what another board says is kept here, and not told again", () => {
  const { desk, notes, told } = newDesk();
  desk.heard({ lock: { locked: true, at: 7 }, seats: [["ada", "removed", 7]] });
  desk.heard({ lock: { locked: true, at: 7 }, seats: [["ada", "removed", 7]] });
  assert.deepEqual([notes.length, told.length, desk.door.isLocked], [1, 0, true]);
});

test("who asks is shown while the room is locked, until a word is said on them", () => {
  const { desk, roster } = newDesk();
  roster.update({ presence: [["ada", "Ada", "asks", 5]] });
  assert.deepEqual(desk.asking, []);
  desk.lock(true);
  assert.deepEqual(desk.asking, [{ id: "ada", name: "Ada" }]);
  desk.seat(["ada"], "admitted");
  assert.deepEqual(desk.asking, []);
});

test("a word said here is newer than what was heard, whatever clock that was said by", () => {
  const { desk } = newDesk();
  desk.heard({ lock: { locked: true, at: 9_000_000 } });
  desk.lock(false);
  assert.equal(desk.door.isLocked, false);
});

test("the tab remembers the door beside the questions, and nothing of another room", () => {
  const questions = new Questions([{ kind: "asked", at: 5, prompt: PROMPT }]);
  newDesk().desk.lock(true);
  rememberQuestions(CODE, questions.list);
  newDesk().desk.seat(["ada"], "removed");
  assert.equal(recallQuestions(CODE).length, 1);
  const { door } = newDesk().desk;
  assert.deepEqual([door.isLocked, door.removed], [true, ["ada"]]);
  assert.equal(recallQuestions("11111-11111").length, 0);
});

test("a kept lesson with a locked door and removed students is read like any other", () => {
  const { desk, roster, notes } = newDesk();
  roster.update({ presence: [["ada", "Ada", "joined", 5]] });
  desk.lock(true);
  desk.seat(["ada"], "removed");
  const lesson = {
    code: CODE,
    policy: /** @type {const} */ ("labels"),
    startedAt: 0,
    endedAt: 9000,
    students: 1,
  };
  const presence = [/** @type {const} */ (["ada", "Ada", "joined", 5])].map(
    (row) => /** @type {any} */ ([...row]),
  );
  const kept = keptFrom(lesson, [{ news: [{ presence }], marks: [], notes }]);
  assert.deepEqual([...kept.students.keys()], ["ada"]);
  assert.deepEqual(kept.questions, []);
});
