/**
 * @file A school that comes and goes, on the pages' own modules: `node churn.js URL`, with the rooms as JSON on a line.
 *
 * Then one command a line, each answered with a line of JSON: `fill` lets everybody join, `churn` does a second's worth
 * of what people and networks do, `whole` counts what the boards miss of the journals, `leave` sends all home.
 */

import { register } from "node:module";
import { createInterface } from "node:readline";

/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {{code: string, token: string}} Place */
/** @typedef {import("../../student/session/session.js").Session} Seated */

const SEATS_A_ROOM = 20;
const DEEDS_A_SECOND = 40;
const [url = ""] = process.argv.slice(2);
Object.assign(globalThis, { location: new URL(url) });
register("../../tests/browser/faults/page_modules.js", import.meta.url);
const { Session } = await import("../../student/session/session.js");
const { Connection } = await import("../../protocol/connection.js");
const { Resync } = await import("../../teacher/board/resync.js");
const { Roster } = await import("../../classroom/roster.js");

/** @type {Label["state"][]} */
const STATES = ["focused", "neutral", "confused", "away", "down", "drowsy"];
const done = { labels: 0, hands: 0, breaks: 0, reloads: 0, newcomers: 0, boards: 0 };

/** What teacher/board/main.js joins with a page, without the page. */
class Board {
  /** @param {Place} place */
  constructor({ code, token }) {
    this.roster = new Roster();
    this.connection = new Connection({
      code,
      auth: () => ({ role: "teacher", token }),
      on: {
        joined: () => this.resync.request(new Map(), true),
        presence: (presence) => this.learn({ presence }),
        reports: (reports) => this.learn({ reports }),
        statuses: (statuses) => this.learn({ statuses }),
      },
      onLine: () => {},
    });
    this.resync = new Resync((message) => this.connection.send("sync", message));
  }

  /** @param {import("../../classroom/roster.js").News} news */
  learn(news) {
    this.resync.request(this.roster.apply(news).ask);
  }
}

class Room {
  /** @param {Place} place */
  constructor(place) {
    this.place = place;
    /** @type {Seated[]} */
    this.seats = [];
    this.board = new Board(place);
  }

  async fill() {
    this.board = new Board(this.place);
    await this.board.connection.open();
    this.seats = Array.from({ length: SEATS_A_ROOM }, () => this.newSeat());
  }

  newSeat() {
    const quiet = () => {};
    const on = {
      onJoined: quiet,
      onWatching: quiet,
      onLine: quiet,
      onLowered: quiet,
      onEnd: quiet,
      onSent: quiet,
    };
    const seat = new Session({ code: this.place.code, name: "Student", ...on });
    void seat.open();
    return seat;
  }

  leave() {
    for (const seat of this.seats) seat.leave();
    this.board.connection.close();
  }

  get missing() {
    const held = (/** @type {Seated} */ seat) =>
      JSON.stringify(this.board.roster.students.get(seat.room?.student ?? "")?.reports ?? []);
    const lost = this.seats.filter((seat) => held(seat) !== JSON.stringify(seat.journal.reports));
    return lost.length;
  }
}

/** @type {Room[]} */
const rooms = [];

/** @template T @param {readonly T[]} list */
const any = (list) => /** @type {T} */ (list[Math.floor(Math.random() * list.length)]);

/** @param {Room} room */
function label({ seats }) {
  any(seats).report({ state: any(STATES), cues: [], alerts: [] });
  done.labels += 1;
}

/** @param {Room} room */
function hand({ seats }) {
  const seat = any(seats);
  seat.say({ hand: !seat.saved.hand });
  done.hands += 1;
}

/** A line ends without a word, and the page finds back by itself. @param {Room} room */
function breakOff({ seats }) {
  /** @type {any} */
  const engine = any(seats).connection.socket?.io.engine;
  engine?.transport?.ws?.terminate?.();
  done.breaks += 1;
}

/** @param {Room} room */
function reload({ seats }) {
  void any(seats).open();
  done.reloads += 1;
}

/** Somebody leaves for good, and a new student comes. @param {Room} room */
function newcomer(room) {
  const index = Math.floor(Math.random() * room.seats.length);
  room.seats[index]?.leave();
  room.seats[index] = room.newSeat();
  done.newcomers += 1;
}

/** @param {Room} room */
function reopenBoard(room) {
  room.board.connection.close();
  room.board = new Board(room.place);
  void room.board.connection.open();
  done.boards += 1;
}

const DEEDS = [
  ...Array(12).fill(label),
  hand,
  hand,
  breakOff,
  breakOff,
  reload,
  reload,
  newcomer,
  reopenBoard,
];

/** @type {Record<string, () => unknown>} */
const COMMANDS = {
  fill: () => Promise.all(rooms.map((room) => room.fill())),
  churn() {
    for (let deed = 0; deed < DEEDS_A_SECOND; deed += 1) any(DEEDS)(any(rooms));
    return done;
  },
  whole: () => rooms.reduce((sum, room) => sum + room.missing, 0),
  leave: () => rooms.forEach((room) => void room.leave()),
};

for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith("["))
    rooms.push(...JSON.parse(line).map((/** @type {Place} */ place) => new Room(place)));
  else console.log(JSON.stringify((await COMMANDS[line]?.()) ?? null));
}
process.exit(0);
