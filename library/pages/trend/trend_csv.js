/** @file Trend files: a row a lesson, and a row a minute of each lesson, as a spreadsheet reads them. */

import { csv } from "../../../teacher/csv.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */

const DECIMALS = 3;
const LESSON_COLUMNS = [
  ...["day", "title", "policy", "here", "minutes", "minutes_told"],
  ...["lost_minutes", "usual", "chance_low", "chance_high", "more_than_usual"],
  ...["voice_percent", "in_view_percent", "in_view_low", "in_view_high", "coverage_percent"],
];
const MINUTE_COLUMNS = [
  ...["day", "title", "minute", "here", "lost_percent", "too_fast_percent", "too_slow_percent"],
  ...["lost_or_too_fast_percent", "focused_percent", "coverage_percent"],
];

/**
 * @param {readonly Numbers[]} all
 * @returns {string}
 */
export function lessonsCsv(all) {
  const rows = all.map(({ session, told, lost, band, isMore }) => ({
    ...{ day: session.day, title: session.title, policy: session.policy, here: session.here },
    ...{ minutes: session.minutes.length, minutes_told: told, lost_minutes: rounded(lost) },
    ...{ usual: rounded(band?.usual), chance_low: rounded(band?.low), chance_high: rounded(band?.high) },
    more_than_usual: band === null ? null : Number(isMore),
    ...{ voice_percent: session.voice, in_view_percent: session.in_view?.share ?? null },
    ...{ in_view_low: session.in_view?.low ?? null, in_view_high: session.in_view?.high ?? null },
    coverage_percent: session.in_view?.coverage ?? null,
  }));
  return csv(LESSON_COLUMNS, rows);
}

/**
 * @param {readonly Numbers[]} all
 * @returns {string} minutes of fewer than five are left out
 */
export function minutesCsv(all) {
  const rows = all.flatMap(({ session: { day, title, minutes } }) =>
    minutes.flatMap((told, minute) => {
      if (told === null) return [];
      const { here, lost, slower, faster, lost_or_slower, focused, coverage } = told;
      return [
        {
          ...{
            day,
            title,
            minute,
            here,
            lost_percent: lost,
            too_fast_percent: slower,
            too_slow_percent: faster,
          },
          ...{
            lost_or_too_fast_percent: lost_or_slower,
            focused_percent: focused,
            coverage_percent: coverage,
          },
        },
      ];
    }),
  );
  return csv(MINUTE_COLUMNS, rows);
}

/** @param {number | undefined} share */
function rounded(share) {
  return share === undefined ? null : Number(share.toFixed(DECIMALS));
}
