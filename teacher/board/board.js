/** @file Board: joins the connection, the roster and the page; the only module that knows all three. */

import { Roster } from "../../classroom/roster.js";
import { SaidTimeline } from "../../classroom/timeline/said.js";
import { withValidTimes } from "../../classroom/timestamps.js";
import { Connection } from "../../protocol/connection.js";
import { showStorageStatus } from "../saved_lessons/storage_status.js";
import { LessonWriter } from "../saved_lessons/writer.js";
import { Afterwards } from "./closing/afterwards.js";
import { CloseDialog } from "./closing/close_dialog.js";
import { PrivateQuestions } from "./detail/private_questions.js";
import { DoorController } from "./door/controller.js";
import { LessonName } from "./invite/lesson_name.js";
import { InvitePanel } from "./invite/panel.js";
import { closedNotice, noticeOf, pretendOverNotice } from "./notices.js";
import { linkReport, showConnection, showConnectionTrouble, showNotice, showRoom } from "./page_status.js";
import { QuestionController } from "./questions/controller.js";
import { Resync } from "./resync.js";
import { Staleness, showStaleness } from "./staleness.js";
import { ClassView } from "./tiles/class_view.js";
import { Toolbar } from "./toolbar.js";

/** @typedef {import("../../protocol/messages.js").TeacherJoined} TeacherJoined */
/** @typedef {import("../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../protocol/connection.js").ConnectionState} Line */
/** @typedef {import("../../classroom/notes.js").Note} Note */
/** @typedef {import("./toolkit/panel.js").Moment} Moment */
/** @typedef {import("./toolkit/panel.js").Panel} Panel */
/** @typedef {ConstructorParameters<typeof Connection>[0]} ConnectionOptions */
/** @typedef {{connect?: (options: ConnectionOptions) => Connection, writer?: LessonWriter}} Parts what a board without a room has in place of the relay and the disk */

const REOPEN_AFTER_MS = 1000;
/** In a class that changes at every tick of the relay, nobody reads ten pictures a second. */
const LARGE_CLASS = 200;
const LARGE_CLASS_MS = 500;
const FRESH_MS = 750;

/** The board's core, and what the panels that load after the first paint hold on to. */
export class Board {
  /** @type {Set<string>} */
  #changed = new Set();
  #frameDue = false;
  #renderedAtMs = Number.NEGATIVE_INFINITY;
  #closed = false;
  #isOpening = false;
  #arriving = false;
  /** @type {Panel[]} */
  #panels = [];
  /** @type {TeacherJoined | null} */
  room = null;
  /** @type {import("../../classroom/notes.js").Mark[]} */
  marks = [];
  /** @type {Note[]} */
  notes = [];

  /** Hands, "lost", pace and answers over the lesson. */
  said = new SaidTimeline();

  /**
   * @param {import("../token.js").TeacherKey} key
   * @param {Parts} parts
   */
  constructor({ token, role, room }, { connect = (options) => new Connection(options), writer } = {}) {
    this.code = room.code;
    this.token = token;
    this.policy = room.policy;
    this.proctoring = room.proctoring;
    this.writer = writer ?? new LessonWriter(showStorageStatus);
    this.keeps = writer === undefined;
    this.roster = new Roster();
    this.toolbar = new Toolbar(document);
    this.view = new ClassView(document);
    this.invite = new InvitePanel(document);
    // A link that only looks on must not take the place of this device's own.
    const ownCode = role === "teacher" ? room.code : "";
    this.lessonName = new LessonName(document, { code: ownCode, token, writer: this.writer });
    this.connection = connect({
      code: room.code,
      auth: () => ({ role: "teacher", token }),
      on: {
        joined: (facts) => this.#joined(facts),
        presence: (presence) => this.#receivePresence(presence),
        reports: (reports) => this.#apply({ reports }),
        statuses: (statuses) => this.#apply({ statuses }),
        answers: (rows) => this.#receiveAnswers(rows),
        prompt: (prompt) => this.questionController.receive(prompt),
        door: (word) => this.doorController.receive(word),
        board_joined: () => this.questionController.outbox.addBoards(),
        projector_joined: () => this.#projectorJoined(),
        room_report: (report) => this.#receiveRoomReport(report),
        close: () => void this.#wasClosed(),
      },
      onLine: (line, refusal) => this.#showConnection(line, refusal),
      onTrouble: showConnectionTrouble,
    });
    this.resync = new Resync((message) => this.connection.send("sync", message));
    this.questionController = new QuestionController({
      code: room.code,
      anonymous: room.anonymous,
      connection: this.connection,
      note: (note) => this.note(note),
    });
    this.doorController = new DoorController({
      code: room.code,
      connection: this.connection,
      note: (note) => this.note(note),
      roster: this.roster,
    });
    this.privateQuestions = new PrivateQuestions(this.connection);
    this.view.answerOf = (id) => this.#answerOf(id);
    this.view.isRemoved = (id) => this.doorController.door.decisionOn(id) === "removed";
    this.staleness = new Staleness(this.connection);
    this.closeDialog = new CloseDialog(document, () => this.closeRoom());
    this.afterwards = new Afterwards(document, this);
    linkReport(room.code);
  }

  /** Take up what this device kept of the lesson, before the relay is asked for the rest. */
  async restore() {
    for (const { news, marks, notes } of await this.writer.restore(this.code)) {
      for (const piece of news) {
        for (const id of this.roster.apply(piece).changed) this.#changed.add(id);
        this.said.addNews(piece);
      }
      this.marks.push(...marks);
      this.notes.push(...notes);
    }
    for (const note of this.notes) this.said.apply(note);
    this.questionController.restore(this.notes);
    this.doorController.restore(this.notes);
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
    if (answer.ok) await this.#wasClosed();
    return answer.ok ? null : answer;
  }

  /** @param {Note} note what happened on this board, kept with the lesson */
  note(note) {
    this.questionController.apply(note);
    this.doorController.apply(note);
    this.said.apply(note);
    // Whose tile says what they answered to the question before says it no more.
    if (note.kind === "asked") for (const id of this.roster.students.keys()) this.#changed.add(id);
    // The answers are counted where the questions are, and nowhere else; a class gives many.
    if (note.kind !== "answered") this.notes.push(note);
    this.writer.addNote(note);
    for (const panel of this.#panels) panel.note?.(note);
  }

  /** @param {Panel} panel shown from now on, with everything that is known already */
  attach(panel) {
    this.#panels.push(panel);
    if (this.room !== null) panel.enterRoom?.(this.room);
    panel.render?.(this.#moment(new Set(this.roster.students.keys())));
  }

  /** Let the time go on, where no news has just done so; a hidden page has no frames, but it has this. */
  tick() {
    void this.staleness.check();
    if (performance.now() - this.#renderedAtMs >= FRESH_MS) this.render();
  }

  /** Show what changed and let the time go on. */
  render() {
    this.#frameDue = false;
    this.#renderedAtMs = performance.now();
    const moment = this.#moment(this.#changed);
    this.view.show(moment.students, moment.changed, moment.nowMs);
    for (const panel of this.#panels) panel.render?.(moment);
    this.writer.setProgress({ students: moment.students.size, nowMs: moment.nowMs });
    this.#changed.clear();
  }

  /** @param {Set<string>} changed */
  #moment(changed) {
    const { sinceMs } = this.staleness;
    const nowMs = sinceMs ?? this.connection.now();
    return { students: this.roster.students, changed, nowMs, stale: sinceMs !== null };
  }

  /** @param {import("../../protocol/messages.js").RoomReportMessage} report */
  #receiveRoomReport({ seq: _, ...counted }) {
    this.staleness.noteSignOfLife();
    this.note({ kind: "room", ...counted });
    this.#renderSoon();
  }

  #projectorJoined() {
    for (const panel of this.#panels) panel.projectorJoined?.();
  }

  /** @param {TeacherJoined} room */
  #joined(room) {
    this.#arriving = true;
    this.room = room;
    this.#becomeLive();
    this.writer.enterRoom(room);
    for (const panel of this.#panels) panel.enterRoom?.(room);
    showRoom(room);
    this.invite.setRoom(room);
    this.lessonName.enterRoom(room);
    this.view.enterRoom(room, room.now);
    // The relay may be a new one that remembers neither; what is asked of students below comes after it.
    this.doorController.outbox.resendAll();
    void this.questionController.sendAsked();
    void this.privateQuestions.sendAsked();
    this.resync.request(new Map(), true);
  }

  /** @param {import("../../protocol/messages.js").PresenceRow[]} presence */
  #receivePresence(presence) {
    // The first after `joined` lists the whole class. Who left while the board was away is told by nobody else.
    if (this.#arriving) this.#apply({ allLeftAt: this.connection.now() });
    this.#apply({ presence });
    const came = presence.flatMap(([id, , change]) => (change === "joined" ? [id] : []));
    this.questionController.outbox.addStudents(came);
    if (this.#arriving) this.questionController.outbox.addBoards();
    if (this.#arriving && this.roster.students.size === 0) this.invite.show(true);
    this.#arriving = false;
  }

  /** @param {import("../../protocol/messages.js").AnswerRow[]} rows */
  #receiveAnswers(rows) {
    const others = this.privateQuestions.take(rows);
    if (others.length > 0) this.questionController.receiveAnswers(others);
    for (const [id] of rows) if (this.roster.students.has(id)) this.#changed.add(id);
    this.#renderSoon();
  }

  /**
   * @param {string} id the student's
   * @returns {import("./tiles/shown.js").Answered | null} what they answered last, to the latest question or in private
   */
  #answerOf(id) {
    const { tally } = this.questionController.questions.latest ?? {};
    const answer = tally?.answers.get(id);
    const words = answer && tally?.prompt.choices[answer.choice];
    const told = answer === undefined || words === undefined ? null : { words, at: answer.at };
    const own = this.privateQuestions.answerOf(id);
    return own === null || (told !== null && told.at > own.at) ? told : own;
  }

  /** @param {import("../../classroom/roster.js").News} told */
  #apply(told) {
    this.staleness.noteSignOfLife();
    const { changed, ask, fresh } = this.roster.apply(withValidTimes(told, this.connection.now()));
    if (fresh !== null) {
      this.writer.addNews(fresh);
      this.said.addNews(fresh);
    }
    for (const id of changed) this.#changed.add(id);
    this.resync.request(ask);
    this.#renderSoon();
  }

  #renderSoon() {
    if (this.#frameDue) return;
    this.#frameDue = true;
    // Out of sight there are no frames, and a teacher may have to be called all the same.
    if (document.hidden) setTimeout(() => this.render(), LARGE_CLASS_MS);
    else if (this.roster.students.size < LARGE_CLASS) requestAnimationFrame(() => this.render());
    else setTimeout(() => requestAnimationFrame(() => this.render()), LARGE_CLASS_MS);
  }

  /**
   * Nothing on the page goes on any more.
   * @param {Line} line
   */
  #becomeStale(line) {
    if (this.room === null) return;
    this.staleness.begin();
    const over = line === "refused" ? "over" : "offline";
    showStaleness(this.staleness.sinceMs, this.#closed ? "closed" : over);
    this.render();
  }

  /** The board knows the class again; what it missed stays a gap. */
  #becomeLive() {
    const since = this.staleness.end();
    showStaleness(null, "offline");
    if (since !== null) this.note({ kind: "away", at: this.connection.now(), since });
    this.connection.socket?.io.off("ping", this.#pinged).on("ping", this.#pinged);
  }

  #pinged = () => this.staleness.noteSignOfLife();

  async #wasClosed() {
    this.#closed = true;
    this.connection.close();
    this.closeDialog.dismiss();
    this.lessonName.leaveRoom();
    this.note({ kind: "closed", at: this.connection.now() });
    this.#apply({ allLeftAt: this.connection.now() });
    this.render();
    // Who leaves the page as soon as it says that the room is over has lost nothing.
    await this.writer.finish();
    this.#showConnection("ended", null);
  }

  /**
   * @param {Line} line
   * @param {Refused | null} refusal
   */
  #showConnection(line, refusal) {
    // Only a closed room has ended for a board. Whatever else cut it off, the relay says why when it is asked again.
    const restarts = line === "ended" && !this.#closed;
    this.#isOpening = line === "connecting";
    if (restarts) this.connection.reopenIn(REOPEN_AFTER_MS);
    showConnection(restarts ? "offline" : line);
    if (line !== "online") this.#becomeStale(line);
    if (refusal !== null) this.#notify(noticeOf(refusal));
    if (this.#closed) this.#notify(this.code === "" ? pretendOverNotice() : closedNotice());
  }

  /** @param {import("./notices.js").Notice} notice */
  #notify(notice) {
    showNotice(notice);
    this.afterwards.show(notice.reports && this.keeps);
  }
}
