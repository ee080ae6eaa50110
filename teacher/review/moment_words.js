/** @file Moments in words: the one sentence a lesson begins with, and the line of each moment. */

import { dateText, percentText } from "../../look/locale.js";
import { text } from "../text.js";
import { topicAt } from "./topics.js";

/** @typedef {import("../../classroom/timeline/moments.js").LostMoment} LostMoment */
/** @typedef {import("./topics.js").Told} Told */

/** @param {number} atMs */
export const minuteWords = (atMs) => dateText(atMs, { hour: "2-digit", minute: "2-digit" });

/**
 * @param {readonly LostMoment[]} moments the strongest first
 * @param {Told} told
 * @param {boolean} hasClass whether there ever was a class large enough for one
 * @returns {string} such as `Most were lost at 14:12, around “Chain rule”; 9 of 28 said so.`
 */
export function headlineWords(moments, told, hasClass) {
  const [most] = moments;
  if (most === undefined) return text(hasClass ? "headline.calm" : "headline.few");
  const topic = topicAt(told, most.atMs);
  const at = { time: minuteWords(most.atMs), topic, here: most.here };
  if (most.said === 0)
    return text(topic === "" ? "headline.seemed" : "headline.seemed_topic", { ...at, count: most.lost });
  return text(topic === "" ? "headline.said" : "headline.said_topic", { ...at, count: most.said });
}

/**
 * @param {Pick<LostMoment, "share" | "lost" | "said" | "telling">} moment
 * @returns {string} such as `40% possibly lost: 11 of 28; 9 said so`
 */
export function lostWords({ share, lost, said, telling }) {
  const values = { share: percentText(share), here: telling };
  if (said === lost) return text("moment.said", { ...values, count: said });
  return text(said === 0 ? "moment.seemed" : "moment.both", { ...values, count: lost, said });
}
