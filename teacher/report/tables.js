/** @file Export tables of a saved lesson: a row a transition, status event, answer, alert, and minute of the class. */

import { classIndex } from "../../classroom/timeline/class_index.js";
import { amountsOf } from "../../classroom/timeline/columns.js";
import { meanAt } from "../../classroom/timeline/rolling_mean.js";
import { listText } from "../../look/locale.js";
import { alertWords, cueWords, stateWords } from "../../look/words.js";
import { STATE_NAMES } from "../../protocol/states.js";
import { text } from "../text.js";
import { localTime, utcTime } from "./times.js";

/** @typedef {import("../../classroom/student.js").Student} Student */
/** @typedef {import("../../classroom/questions/questions.js").Question} Question */
/** @typedef {import("../../classroom/alerts/alerts.js").Alerts} Alerts */
/** @typedef {import("../../classroom/status_history.js").StatusEvent} Said */
/** @typedef {import("../csv.js").Row} Row */
/** @typedef {(id: string) => string} NameOf */

export const MINUTE_MS = 60_000;
const DECIMALS = 3;

/**
 * Names that stay from version to version come first; behind them the time on this device's clock, and what the board shows.
 */
export const COLUMNS = /** @type {const} */ ({
  transitions: [
    ...["time", "student", "state", "cues", "alerts"],
    ...["local_time", "state_shown", "cues_shown", "alerts_shown"],
  ],
  said: ["time", "student", "said", "local_time", "said_shown"],
  answers: ["asked", "question", "student", "answer", "time", "local_asked", "local_time"],
  alerts: [
    ...["since", "until", "student", "alert", "acknowledged"],
    ...["local_since", "local_until", "local_acknowledged", "alert_shown"],
  ],
  room: ["time", "seen", "towards", "away", "down", "unclear", "local_time"],
  minutes: [
    "time",
    ...STATE_NAMES,
    ...["here", "measurable", "focused_share", "share_low", "share_high", "mean_5_min", "local_time"],
  ],
});

/**
 * @param {Iterable<Student>} students
 * @param {NameOf} nameOf
 * @returns {Row[]} oldest first
 */
export function transitionRows(students, nameOf) {
  const all = [...students].flatMap(({ id, reports }) => reports.map((report) => ({ id, ...report })));
  all.sort((a, b) => a.at - b.at);
  return all.map(({ id, at, state, cues, alerts }) => ({
    time: utcTime(at),
    student: nameOf(id),
    state,
    cues: cues.join(" "),
    alerts: alerts.join(" "),
    local_time: localTime(at),
    state_shown: stateWords(state),
    cues_shown: listText(cues.map(cueWords)),
    alerts_shown: listText(alerts.map(alertWords)),
  }));
}

/**
 * @param {Said[]} said
 * @param {NameOf} nameOf
 * @returns {Row[]}
 */
export function statusEventRows(said, nameOf) {
  return said.map(({ student, at, said: what }) => ({
    time: utcTime(at),
    student: nameOf(student),
    said: what,
    local_time: localTime(at),
    said_shown: text(`said.${what}`),
  }));
}

/**
 * @param {import("../../classroom/timeline/timeline.js").ClassTimeline} timeline
 * @param {number} endMs
 * @returns {Row[]} the class at the beginning of each minute, and the five minutes before it
 */
export function minuteRows(timeline, endMs) {
  const minutes = timeline
    .read(endMs)
    .filter(({ atMs }) => Math.floor(atMs / MINUTE_MS) * MINUTE_MS === atMs);
  return minutes.map(({ atMs, counts, gap }) => {
    const amounts = amountsOf(counts);
    const index = classIndex(amounts);
    const row = {
      time: utcTime(atMs),
      ...Object.fromEntries(STATE_NAMES.map((state) => [state, counts[state]])),
      here: amounts.present,
      measurable: amounts.measurable,
      focused_share: rounded(index?.share),
      share_low: rounded(index?.low),
      share_high: rounded(index?.high),
      mean_5_min: rounded(meanAt(timeline, atMs)),
      local_time: localTime(atMs),
    };
    return gap ? timesOf(row) : row;
  });
}

/**
 * @param {Row} row
 * @returns {Row} of a minute in which no board was there to see the class
 */
function timesOf(row) {
  const cells = Object.entries(row);
  return Object.fromEntries(cells.map(([name, cell]) => [name, name.endsWith("time") ? cell : null]));
}

/**
 * @param {Question[]} questions
 * @param {NameOf} nameOf
 * @returns {Row[]} each student's last answer to each question
 */
export function answerRows(questions, nameOf) {
  return questions.flatMap(({ tally: { prompt, answers }, askedAt }) =>
    [...answers].map(([id, { choice, at }]) => ({
      asked: utcTime(askedAt),
      question: prompt.text,
      student: nameOf(id),
      answer: prompt.choices[choice] ?? "",
      time: utcTime(at),
      local_asked: localTime(askedAt),
      local_time: localTime(at),
    })),
  );
}

/**
 * @param {Alerts} alerts
 * @param {NameOf} nameOf
 * @returns {Row[]} oldest first; `until` and `acknowledged` are empty where there was none
 */
export function alertRows(alerts, nameOf) {
  const { waiting, seen } = alerts.read();
  const all = [...waiting.map((episode) => ({ ...episode, seenAt: null })), ...seen];
  all.sort((a, b) => a.since - b.since);
  return all.map(({ student, alert, since, until, seenAt }) => ({
    since: utcTime(since),
    until: utcTime(until),
    student: nameOf(student),
    alert,
    acknowledged: utcTime(seenAt),
    local_since: localTime(since),
    local_until: localTime(until),
    local_acknowledged: localTime(seenAt),
    alert_shown: alertWords(alert),
  }));
}

/** @param {number | null | undefined} share */
function rounded(share) {
  return share === null || share === undefined ? null : Number(share.toFixed(DECIMALS));
}
