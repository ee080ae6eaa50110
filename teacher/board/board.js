/** @file The board: joins the connection, the roster and the page. The only module that knows all three. */

import { plausible } from "../../classroom/plausible_times.js";
import { Roster } from "../../classroom/roster.js";
import { Connection } from "../../protocol/connection.js";
import { showKeeping } from "../saved_lessons/keeping.js";
import { Writer } from "../saved_lessons/writer.js";
import { Closing } from "./closing.js";
import { DoorDesk } from "./door/desk.js";
import { linkReport, showLine, showLineTrouble, showNotice, showRoom } from "./frame.js";
import { Invite } from "./invite.js";
import { closed, noticeOf } from "./notices.js";
import { QuestionDesk } from "./questions/desk.js";
import { Asking } from "./resync.js";
import { Standstill, showStandstill } from "./standstill.js";
import { ClassView } from "./view.js";

/** @typedef {import("../../protocol/messages.js").TeacherJoined} TeacherJoined */
/** @typedef {import("../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../protocol/connection.js").ConnectionState} Line */
/** @typedef {import("../saved_lessons/store.js").Note} Note */
/** @typedef {{students: Map<string, import("../../classroom/student.js").Student>, changed: Set<string>, nowMs: number, still: boolean}} Moment `nowMs` on the relay's clock; while the board stands `still`, when it last knew the class */
/** @typedef {{enterRoom?: (room: TeacherJoined) => void, update?: (moment: Moment) => void, note?: (note: Note) => void}} Part a part of the board that came later */

const REOPEN_AFTER_MS = 1000;
/** In a class that changes at every tick of the relay, nobody reads ten pictures a second. */
const LARGE_CLASS = 200;
const LARGE_CLASS_MS = 500;
const FRESH_MS = 750;

/** The board's core, and what the parts that load after the first paint hold on to. */
export class Board {
  /** @type {Set<string>} */
  #changed = new Set();
  #frameDue = false;
  #renderedAtMs = Number.NEGATIVE_INFINITY;
  #closed = false;
  #isOpening = false;
  #arriving = false;
  /** @type {Part[]} */
  #parts = [];
  /** @type {TeacherJoined | null} */
  room = null;
  writer = new Writer(showKeeping);
  /** @type {import("../../classroom/marks.js").Mark[]} */
  marks = [];
  /** @type {Note[]} */
  notes = [];

  /** @param {import("../token.js").TeacherKey} key */
  constructor({ token, room }) {
    this.code = room.code;
    this.proctoring = room.proctoring;
    this.roster = new Roster();
    this.view = new ClassView(document);
    this.invite = new Invite(document);
    this.connection = new Connection({
      code: room.code,
      auth: () => ({ role: "teacher", token }),
      on: {
        joined: (facts) => this.#joined(facts),
        presence: (presence) => this.#present(presence),
        reports: (reports) => this.#learn({ reports }),
        statuses: (statuses) => this.#learn({ statuses }),
        answers: (rows) => this.desk.answered(rows),
        prompt: (prompt) => this.desk.heard(prompt),
        door: (word) => this.doorDesk.heard(word),
        board_joined: () => this.desk.telling.updateBoards(),
        close: () => this.#wasClosed(),
      },
      onLine: (line, refusal) => this.#line(line, refusal),
      onTrouble: showLineTrouble,
    });
    this.asking = new Asking((message) => this.connection.send("sync", message));
    this.desk = new QuestionDesk({
      code: room.code,
      connection: this.connection,
      note: (note) => this.note(note),
    });
    this.doorDesk = new DoorDesk({
      code: room.code,
      connection: this.connection,
      note: (note) => this.note(note),
      roster: this.roster,
    });
    this.view.isOut = (id) => this.doorDesk.door.wordOn(id) === "removed";
    this.standstill = new Standstill(this.connection);
    this.closing = new Closing(document, () => this.closeRoom());
    linkReport(room.code);
  }

  /** Take up what this device kept of the lesson, before the relay is asked for the rest. */
  async recall() {
    for (const { news, marks, notes } of await this.writer.recall(this.code)) {
      for (const piece of news) for (const id of this.roster.update(piece).changed) this.#changed.add(id);
      this.marks.push(...marks);
      this.notes.push(...notes);
    }
    this.desk.recall(this.notes);
    this.doorDesk.recall(this.notes);
    this.writer.start();
  }

  /** Not while it is opening already: pressed twice is once. */
  open() {
    if (this.#isOpening) return;
    this.#closed = false;
    void this.connection.open();
  }

  /** @returns {Promise<Refused | null>} why the room could not be closed */
  async closeRoom() {
    const answer = await this.connection.send("close", {});
    if (answer.ok) this.#wasClosed();
    return answer.ok ? null : answer;
  }

  /** @param {Note} note what happened on this board, kept with the lesson */
  note(note) {
    this.desk.update(note);
    this.doorDesk.update(note);
    // The answers are counted where the questions are, and nowhere else; a class gives many.
    if (note.kind !== "answered") this.notes.push(note);
    this.writer.keep(note);
    for (const part of this.#parts) part.note?.(note);
  }

  /** @param {Part} part shown from now on, with everything that is known already */
  attach(part) {
    this.#parts.push(part);
    if (this.room !== null) part.enterRoom?.(this.room);
    part.update?.(this.#moment(new Set(this.roster.students.keys())));
  }

  /** Let the time go on, where no news has just done so; a hidden page has no frames, but it has this. */
  tick() {
    void this.standstill.update();
    if (performance.now() - this.#renderedAtMs >= FRESH_MS) this.render();
  }

  /** Show what changed and let the time go on. */
  render() {
    this.#frameDue = false;
    this.#renderedAtMs = performance.now();
    const moment = this.#moment(this.#changed);
    this.view.update(moment.students, moment.changed, moment.nowMs);
    for (const part of this.#parts) part.update?.(moment);
    this.writer.update({ students: moment.students.size, nowMs: moment.nowMs });
    this.#changed.clear();
  }

  /** @param {Set<string>} changed */
  #moment(changed) {
    const { sinceMs } = this.standstill;
    const nowMs = sinceMs ?? this.connection.now();
    return { students: this.roster.students, changed, nowMs, still: sinceMs !== null };
  }

  /** @param {TeacherJoined} room */
  #joined(room) {
    this.#arriving = true;
    this.room = room;
    this.#goOn();
    this.writer.enterRoom(room);
    for (const part of this.#parts) part.enterRoom?.(room);
    showRoom(room);
    this.invite.update(room);
    this.view.enterRoom(room, room.now);
    // The relay may be a new one that remembers neither; what is asked of students below comes after it.
    this.doorDesk.telling.tellAll();
    void this.desk.tellAsked();
    this.asking.update(new Map(), true);
  }

  /** @param {import("../../protocol/messages.js").PresenceRow[]} presence */
  #present(presence) {
    // The first after `joined` is the whole roll. Who left while the board was away is told by nobody else.
    if (this.#arriving) this.#learn({ allLeftAt: this.connection.now() });
    this.#learn({ presence });
    const came = presence.flatMap(([id, , change]) => (change === "joined" ? [id] : []));
    this.desk.telling.updateStudents(came);
    if (this.#arriving) this.desk.telling.updateBoards();
    if (this.#arriving && this.roster.students.size === 0) this.invite.show(true);
    this.#arriving = false;
  }

  /** @param {import("../../classroom/roster.js").News} told */
  #learn(told) {
    this.standstill.hear();
    const { changed, ask, fresh } = this.roster.update(plausible(told, this.connection.now()));
    if (fresh !== null) this.writer.note(fresh);
    for (const id of changed) this.#changed.add(id);
    this.asking.update(ask);
    if (this.#frameDue) return;
    this.#frameDue = true;
    if (this.roster.students.size < LARGE_CLASS) requestAnimationFrame(() => this.render());
    else setTimeout(() => requestAnimationFrame(() => this.render()), LARGE_CLASS_MS);
  }

  /**
   * Nothing on the page goes on any more.
   * @param {Line} line
   */
  #standStill(line) {
    if (this.room === null) return;
    this.standstill.begin();
    const over = line === "refused" ? "over" : "offline";
    showStandstill(this.standstill.sinceMs, this.#closed ? "closed" : over);
    this.render();
  }

  /** The board knows the class again; what it missed stays a gap. */
  #goOn() {
    const since = this.standstill.end();
    showStandstill(null, "offline");
    if (since !== null) this.note({ kind: "away", at: this.connection.now(), since });
    this.connection.socket?.io.off("ping", this.#pinged).on("ping", this.#pinged);
  }

  #pinged = () => this.standstill.hear();

  #wasClosed() {
    this.#closed = true;
    this.connection.close();
    this.closing.dismiss();
    this.note({ kind: "closed", at: this.connection.now() });
    this.#learn({ allLeftAt: this.connection.now() });
    this.#line("ended", null);
    void this.writer.write();
  }

  /**
   * @param {Line} line
   * @param {Refused | null} refusal
   */
  #line(line, refusal) {
    // Only a closed room has ended for a board. Whatever else cut it off, the relay says why when it is asked again.
    const restarts = line === "ended" && !this.#closed;
    this.#isOpening = line === "connecting";
    if (restarts) this.connection.reopenIn(REOPEN_AFTER_MS);
    showLine(restarts ? "offline" : line);
    if (line !== "online") this.#standStill(line);
    if (refusal !== null) showNotice(noticeOf(refusal));
    if (this.#closed) showNotice(closed());
  }
}
