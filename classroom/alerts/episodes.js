/** @file Alert episodes: an alert as a stretch of time, of whom, of which kind, from when until when. */

/** @typedef {import("../student.js").Student} Student */
/** @typedef {import("../../protocol/messages.js").Alert} Alert */
/** @typedef {{student: string, alert: Alert, since: number, until: number | null}} Episode `until` null while it goes on; times in ms on the relay's clock */

/**
 * A connection that breaks off does not make two alerts of one: only a report without it ends an alert for good.
 * @param {Pick<Student, "id" | "reports" | "online" | "presenceAt">} student
 * @returns {Episode[]} in the order they began
 */
export function episodesOf({ id, reports, online, presenceAt }) {
  /** @type {Episode[]} */
  const episodes = [];
  /** @type {Map<Alert, Episode>} */
  const standing = new Map();
  for (const { at, alerts } of reports) {
    for (const [alert, episode] of standing) if (!alerts.includes(alert)) end(standing, episode, at);
    for (const alert of alerts) if (!standing.has(alert)) begin(id, alert, at, { standing, episodes });
  }
  if (!online) for (const episode of standing.values()) end(standing, episode, presenceAt);
  return episodes;
}

/** @param {Pick<Episode, "student" | "alert" | "since">} episode what tells it from every other, over reloads too */
export function keyOf({ student, alert, since }) {
  return `${student} ${alert} ${since}`;
}

/**
 * @param {Map<Alert, Episode>} standing
 * @param {Episode} episode
 * @param {number} at
 */
function end(standing, episode, at) {
  episode.until = Math.max(at, episode.since);
  standing.delete(episode.alert);
}

/**
 * @param {string} student
 * @param {Alert} alert
 * @param {number} since
 * @param {{standing: Map<Alert, Episode>, episodes: Episode[]}} found
 */
function begin(student, alert, since, { standing, episodes }) {
  const episode = { student, alert, since, until: null };
  standing.set(alert, episode);
  episodes.push(episode);
}
