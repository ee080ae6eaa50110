/** @file What a teacher says at the door is kept in the lesson and in the tab, told, and heard from other boards. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Questions } from "../../../../classroom/questions/questions.js";
import { Roster } from "../../../../classroom/roster.js";
import { DoorController } from "../../../../teacher/board/door/controller.js";
import { recallQuestions, rememberQuestions } from "../../../../teacher/board/questions/tab_state.js";
import { savedLessonFrom } from "../../../../teacher/saved_lessons/saved_lesson.js";

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

/** A controller on a line of its own, and what of it was kept and told. */
function newController(/** @type {Note[]} */ recalled = []) {
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
  const controller = new DoorController({
    code: CODE,
    connection,
    roster,
    note: (note) => {
      notes.push(note);
      controller.apply(note);
    },
  });
  controller.restore(recalled);
  return { controller, roster, notes, told, line };
}

test("a lock is kept, told, and known after a reload by the lesson or by the tab alone", () => {
  const { controller, notes, told } = newController();
  controller.lock(true);
  assert.deepEqual(told, [["door", { lock: { locked: true, at: 1000 } }]]);
  assert.equal(newController().controller.door.isLocked, true);
  tab.state = null;
  assert.equal(newController(notes).controller.door.isLocked, true);
});

test("who was removed has a name after a reload, though nobody tells it any more", () => {
  const { controller, roster, notes } = newController();
  roster.apply({ presence: [["ada", "Ada", "joined", 5]] });
  controller.decide(["ada"], "removed");
  for (const again of [newController(), newController(notes)])
    assert.deepEqual(again.controller.removed, [{ id: "ada", name: "Ada" }]);
});

test("what another board says is kept here, and not told again", () => {
  const { controller, notes, told } = newController();
  controller.receive({ lock: { locked: true, at: 7 }, seats: [["ada", "removed", 7]] });
  controller.receive({ lock: { locked: true, at: 7 }, seats: [["ada", "removed", 7]] });
  assert.deepEqual([notes.length, told.length, controller.door.isLocked], [1, 0, true]);
});

test("who asks is shown while the room is locked, until a word is said on them", () => {
  const { controller, roster } = newController();
  roster.apply({ presence: [["ada", "Ada", "asks", 5]] });
  assert.deepEqual(controller.waiting, []);
  controller.lock(true);
  assert.deepEqual(controller.waiting, [{ id: "ada", name: "Ada" }]);
  controller.decide(["ada"], "admitted");
  assert.deepEqual(controller.waiting, []);
});

test("a word said here is newer than what was heard, whatever clock that was said by", () => {
  const { controller } = newController();
  controller.receive({ lock: { locked: true, at: 9_000_000 } });
  controller.lock(false);
  assert.equal(controller.door.isLocked, false);
});

test("the tab remembers the door beside the questions, and nothing of another room", () => {
  const questions = new Questions([{ kind: "asked", at: 5, prompt: PROMPT }]);
  newController().controller.lock(true);
  rememberQuestions(CODE, questions.list);
  newController().controller.decide(["ada"], "removed");
  assert.equal(recallQuestions(CODE).length, 1);
  const { door } = newController().controller;
  assert.deepEqual([door.isLocked, door.removed], [true, ["ada"]]);
  assert.equal(recallQuestions("11111-11111").length, 0);
});

test("a kept lesson with a locked door and removed students is read like any other", () => {
  const { controller, roster, notes } = newController();
  roster.apply({ presence: [["ada", "Ada", "joined", 5]] });
  controller.lock(true);
  controller.decide(["ada"], "removed");
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
  const kept = savedLessonFrom(lesson, [{ news: [{ presence }], marks: [], notes }]);
  assert.deepEqual([...kept.students.keys()], ["ada"]);
  assert.deepEqual(kept.questions, []);
});
