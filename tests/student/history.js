/** @file Prints, as JSON lines, the `history` messages of a full journal of the longest reports there can be. */

import { readFileSync } from "node:fs";
import { historyChunks, Journal } from "../../student/session/journal.js";

const { definitions } = JSON.parse(
  readFileSync(new URL("../../protocol/messages.schema.json", import.meta.url), "utf-8"),
);
const cues = definitions.cue.enum.filter(
  (/** @type {string} */ cue) => !definitions.group.enum.includes(cue),
);
const alerts = definitions.alert.enum;

const journal = new Journal(0);
for (let i = 0; i < 2000; i += 1)
  journal.write({ state: i % 2 === 0 ? "calibrating" : "confused", cues, alerts }, Date.now());
for (const reports of historyChunks(journal.after(0))) console.log(JSON.stringify({ reports }));
