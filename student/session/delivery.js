/** @file Delivery: sends one message to the relay, with retries where it came too fast or was not acknowledged. */

/** @typedef {import("../../protocol/messages.js").Acknowledgement} Acknowledgement */
/** @typedef {Pick<import("../../protocol/connection.js").Connection, "send" | "online">} Sender what is delivered with */

const RETRY_AFTER_MS = 1000;
const WORTH_A_RETRY = ["too_fast", "offline"];

/**
 * @param {Sender} line
 * @param {string} event
 * @param {object} payload
 * @param {() => boolean} [wanted] whether it is still worth another try
 * @returns {Promise<Acknowledgement>} the last word on it; `offline` where the line went down
 */
export async function deliver(line, event, payload, wanted = () => true) {
  for (;;) {
    const answer = await line.send(event, payload);
    if (answer.ok || !WORTH_A_RETRY.includes(answer.error)) return answer;
    if (!line.online) return { ...answer, error: "offline" };
    if (!wanted()) return answer;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  }
}

/** @param {Acknowledgement} answer */
export function isOffline(answer) {
  return !answer.ok && answer.error === "offline";
}
