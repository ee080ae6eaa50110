/**
 * @file Many students' seats in one process, each the student page's own: `node seats.js URL CODE COUNT`.
 *
 * Reads one command a line and answers each with one line of JSON: `label` lets every seat write a transition down,
 * `online` counts the seats that have a line, `back` lists when each had its latest one, `journals` shows what they hold.
 */

import { register } from "node:module";
import { createInterface } from "node:readline";

/** @typedef {import("../../../student/journal.js").Label} Label */

const [url = "", code = "", count = "0"] = process.argv.slice(2);
Object.assign(globalThis, { location: new URL(url) });
register("./page_modules.js", import.meta.url);
const { Seat } = await import("../../../student/seat.js");

/** @type {Label["state"][]} */
const STATES = ["focused", "neutral", "confused", "away", "down"];
let labels = 0;

/** @type {Map<number, number>} */
const backAt = new Map();

const seats = Array.from({ length: Number(count) }, (_, number) => {
  const seat = new Seat({
    code,
    name: `Student ${number}`,
    onJoined: () => {},
    onWatching: () => {},
    onLine: (line) => {
      if (line === "online") backAt.set(number, Date.now());
    },
    onEnd: () => {},
  });
  seat.open();
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
  back: () => [...backAt.values()],
  journals: () => Object.fromEntries(seats.map((seat) => [seat.memory.name, seat.journal.reports])),
};

for await (const command of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(COMMANDS[command]?.()));
process.exit(0);
