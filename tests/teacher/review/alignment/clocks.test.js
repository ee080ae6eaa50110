/** @file When a recording may have begun: names of many programs, in several time zones, over nights that are longer or shorter. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { NAME_PATTERNS, namedTime, startCandidates } from "../../../../teacher/review/alignment/clocks.js";
import { momentsOf } from "../../../../teacher/review/alignment/wall_clock.js";

const HOUR_S = 3600;
const HOUR_MS = HOUR_S * 1000;
const MINUTE_MS = 60_000;
const WALL = /** @type {const} */ ([2026, 1, 15, 9, 0, 12]);

const NAMES = {
  "Zoom, cloud": ["GMT20260115-090012_Recording_1920x1080.mp4", "utc"],
  "Zoom, local": ["2026-01-15 09.00.12 Maths with 9b", "local"],
  macOS: ["Screen Recording 2026-01-15 at 09.00.12.mov", "local"],
  "Teams, UTC": ["Maths-20260115_090012UTC-Meeting Recording.mp4", "utc"],
  "Nextcloud Talk": ["recording-20260115-090012.webm", "either"],
  Pixel: ["PXL_20260115_090012345.mp4", "utc"],
  "Teams, Android": ["Maths-20260115_090012-Meeting Recording.mp4", "local"],
  OBS: ["2026-01-15 09-00-12.mkv", "local"],
};

for (const [program, [name, clock]] of Object.entries(NAMES))
  test(`${program} names its files by ${clock} time`, () => {
    assert.deepEqual(namedTime(/** @type {string} */ (name)), { program, wall: [...WALL], clock });
  });

test("every pattern is tried, and a name without a time, or with one no calendar has, tells none", () => {
  assert.deepEqual(NAME_PATTERNS.map(({ program }) => program).sort(), Object.keys(NAMES).sort());
  for (const name of ["video1234567890.mp4", "lesson.mp4", "2026-13-45 09-00-12.mkv", ""])
    assert.equal(namedTime(name), null, name);
});

/** @type {[zone: string, wall: import("../../../../teacher/review/alignment/wall_clock.js").WallTime, utc: string[]][]} */
const CLOCKS = [
  ["UTC", [2026, 1, 15, 9, 0, 12], ["2026-01-15T09:00:12Z"]],
  ["Europe/Berlin", [2026, 1, 15, 9, 0, 12], ["2026-01-15T08:00:12Z"]],
  ["Europe/Berlin", [2026, 7, 15, 9, 0, 12], ["2026-07-15T07:00:12Z"]],
  ["Asia/Kolkata", [2026, 1, 15, 9, 0, 12], ["2026-01-15T03:30:12Z"]],
  ["America/New_York", [2026, 1, 15, 9, 0, 12], ["2026-01-15T14:00:12Z"]],
  // The hour that comes twice, and the one that never comes.
  ["Europe/Berlin", [2026, 10, 25, 2, 30, 0], ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]],
  ["Europe/Berlin", [2026, 3, 29, 2, 30, 0], ["2026-03-29T01:30:00Z"]],
  ["America/New_York", [2026, 11, 1, 1, 30, 0], ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"]],
];

for (const [zone, wall, utc] of CLOCKS)
  test(`${wall.join(" ")} in ${zone} is ${utc.join(" or ")}`, () => {
    assert.deepEqual(
      momentsOf(wall, zone).map((ms) => new Date(ms).toISOString().replace(".000", "")),
      utc,
    );
  });

const STARTED_MS = Date.UTC(2026, 0, 15, 8, 0, 0);
const LESSON = { startedAt: STARTED_MS, endedAt: STARTED_MS + HOUR_MS };
const BARE = { name: "lesson.mp4", folder: "", modifiedMs: 0, createdMs: null, durationS: HOUR_S };

/** @param {Partial<import("../../../../teacher/review/alignment/clocks.js").RecordingFacts>} recording */
const candidates = (recording) => startCandidates({ ...BARE, ...recording }, LESSON, "Europe/Berlin");

test("what overlaps most with the lesson comes first, and a container's time is tried as beginning and as end", () => {
  const [first, second] = candidates({ createdMs: STARTED_MS + HOUR_MS + MINUTE_MS });
  assert.deepEqual([first?.source, first?.startMs], ["container_stop", STARTED_MS + MINUTE_MS]);
  assert.equal(Math.round((first?.overlapMs ?? 0) / MINUTE_MS), 59);
  assert.equal(second, undefined, "as a beginning it would come after the lesson");
});

test("a container that was written in local time is found too", () => {
  const found = candidates({ createdMs: STARTED_MS + HOUR_MS + HOUR_MS });
  assert.ok(found.some(({ source, startMs }) => source === "container_local" && startMs === STARTED_MS));
});

test("a name that agrees with the container counts for more than either", () => {
  const [first] = candidates({
    name: "2026-01-15 09-00-00.mp4",
    createdMs: STARTED_MS + HOUR_MS + 2000,
    modifiedMs: STARTED_MS + HOUR_MS + 3000,
  });
  assert.deepEqual([first?.source, first?.startMs, first?.votes], ["name", STARTED_MS, 3]);
});

test("the folder speaks where the name does not, and at last the date of the file", () => {
  const [byFolder] = candidates({ folder: "2026-01-15 09.05.00 Maths", name: "video123.mp4" });
  assert.equal(byFolder?.startMs, STARTED_MS + 5 * MINUTE_MS);
  const [byDate] = candidates({ modifiedMs: STARTED_MS + HOUR_MS });
  assert.deepEqual([byDate?.source, byDate?.startMs], ["modified", STARTED_MS]);
});

test("a recording of another day fits nothing, and of many guesses three are told", () => {
  assert.deepEqual(candidates({ name: "2026-01-16 09-00-00.mkv" }), []);
  const name = "recording-20260115-083000.webm";
  const many = candidates({ name, createdMs: STARTED_MS + 20 * MINUTE_MS, modifiedMs: STARTED_MS + HOUR_MS });
  assert.equal(many.length, 3);
});
