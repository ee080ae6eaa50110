/**
 * @file Many students' seats in one process, each the student page's own: `node seats.js URL CODE COUNT`.
 *
 * Reads one command a line and answers each with one line of JSON: `label` lets every seat write a transition down,
 * `online` counts the seats that have a line, `tried` lists when each was last due to try for one, `journals` shows what they hold.
 */

import { register } from "node:module";
import { createInterface } from "node:readline";
import { setTimeout as setTimeoutOfNode } from "node:timers";

/** @typedef {import("../../../protocol/messages.js").Label} Label */

// Where this one process lags, it comes late to many timers at once, as many browsers would not: what counts is
// the moment for which each was set.
let dueMs = 0;

const [url = "", code = "", count = "0"] = process.argv.slice(2);
Object.assign(globalThis, { location: new URL(url), setTimeout: setPunctualTimeout });
register("./page_modules.js", import.meta.url);
const { Session } = await import("../../../student/session/session.js");

/**
 * @param {(...args: unknown[]) => void} act
 * @param {number} [ms]
 * @param {unknown[]} args
 */
function setPunctualTimeout(act, ms = 0, ...args) {
  const atMs = Date.now() + ms;
  return setTimeoutOfNode(() => {
    dueMs = atMs;
    act(...args);
  }, ms);
}

/** @type {Label["state"][]} */
const STATES = ["focused", "neutral", "confused", "away", "down"];
let labels = 0;

/** @type {Map<number, number>} */
const triedAt = new Map();

/**
 * @param {import("../../../student/session/session.js").Session} seat
 * @param {number} number
 */
async function open(seat, number) {
  await seat.open();
  seat.connection.socket?.io.on("reconnect_attempt", () => triedAt.set(number, dueMs));
}

const seats = Array.from({ length: Number(count) }, (_, number) => {
  const seat = new Session({
    code,
    name: `Student ${number}`,
    onJoined: () => {},
    onWatching: () => {},
    onLine: () => {},
    onLowered: () => {},
    onEnd: () => {},
    onSent: () => {},
  });
  void open(seat, number);
  return seat;
});

/** @type {Record<string, () => unknown>} */
const COMMANDS = {
  label() {
    labels += 1;
    const state = /** @type {Label["state"]} */ (STATES[labels % STATES.length]);
    for (const seat of seats) seat.report({ state, cues: [], alerts: [] });
    return labels;
  },
  online: () => seats.filter((seat) => seat.room !== null && seat.connection.online).length,
  tried: () => [...triedAt.values()],
  journals: () => Object.fromEntries(seats.map((seat) => [seat.saved.name, seat.journal.reports])),
};

for await (const command of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(COMMANDS[command]?.()));
process.exit(0);
