/** @file Door controller: locks the room, removes students and lets them in; keeps it, sends it to the relay, and hears other boards. */

import { Door } from "./door.js";
import { DoorOutbox } from "./outbox.js";
import { recallDoor, rememberDoor } from "./tab_state.js";

/** @typedef {import("../../../protocol/messages.js").DoorMessage} DoorMessage */
/** @typedef {import("../../../protocol/messages.js").ToldDoorMessage} ToldDoorMessage */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {Pick<import("../../../classroom/student.js").Student, "id" | "name">} Person */

/** Owns the door of the room, and the names of those who were removed. */
export class DoorController {
  door = new Door();
  /** @type {Map<string, string>} */
  #names = new Map();

  /**
   * @param {object} board
   * @param {string} board.code
   * @param {Pick<import("../../../protocol/connection.js").Connection, "send" | "now" | "online">} board.connection
   * @param {(note: Note) => void} board.note
   * @param {import("../../../classroom/roster.js").Roster} board.roster
   */
  constructor({ code, connection, note, roster }) {
    this.code = code;
    this.connection = connection;
    this.note = note;
    this.roster = roster;
    this.outbox = new DoorOutbox({
      door: this.door,
      online: () => connection.online,
      send: (message) => connection.send("door", message),
    });
  }

  /** @param {Note[]} notes what this device kept of the lesson; where the disk kept less, the tab remembers more */
  restore(notes) {
    for (const note of [...notes, ...recallDoor(this.code)]) this.apply(note);
  }

  /** @param {Note} note notes of other things change nothing */
  apply(note) {
    if (note.kind !== "door") return;
    this.door.apply(note.word);
    for (const [student, name] of Object.entries(note.names)) this.#names.set(student, name);
    rememberDoor(this.code, this.door, this.#names);
  }

  /** @param {boolean} locked unlocked, everybody comes in who waits */
  lock(locked) {
    this.#press({ lock: { locked, at: this.door.timeFor(this.connection.now(), []) } });
  }

  /**
   * @param {string[]} students
   * @param {import("./door.js").Decision} what
   */
  decide(students, what) {
    const at = this.door.timeFor(this.connection.now(), students);
    this.#press({ seats: students.map((student) => [student, what, at]) });
  }

  /** @param {ToldDoorMessage} word what the relay knows, or what another board said */
  receive(word) {
    const news = this.door.apply(word);
    if (news !== null) this.#keep(news);
  }

  /** @returns {Person[]} who waits, in the order they came, and is not let in or sent away yet */
  get waiting() {
    if (!this.door.isLocked) return [];
    return [...this.roster.waiting.values()].filter(({ id }) => this.door.decisionOn(id) === null);
  }

  /** @returns {Person[]} whose seats are removed, the latest first */
  get removed() {
    return this.door.removed.map((id) => this.#named(id));
  }

  /** @param {DoorMessage} word */
  #press(word) {
    this.#keep(word);
    this.outbox.add(word);
  }

  /** @param {DoorMessage} word */
  #keep(word) {
    const named = (word.seats ?? []).map(([student]) => this.#named(student));
    const names = named.flatMap(({ id, name }) => (name === null ? [] : [[id, name]]));
    this.note({ kind: "door", at: this.connection.now(), word, names: Object.fromEntries(names) });
  }

  /**
   * @param {string} id
   * @returns {Person}
   */
  #named(id) {
    const known = this.roster.students.get(id) ?? this.roster.waiting.get(id);
    return { id, name: known?.name ?? this.#names.get(id) ?? null };
  }
}
