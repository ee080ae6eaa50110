/** @file The door to the replay in JavaScript, which lives in offline/: node signals/replay.js FILE. */

import { main } from "../offline/replay/replay.js";

// Whoever read the lines has seen enough.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));
