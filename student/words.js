/** @file The words of the student's page that its script writes, apart from the troubles' and those both pages share. */

const numbers = new Intl.NumberFormat("en");

/** @param {{messages: number, bytes: number}} total */
export function sentWords({ messages, bytes }) {
  return `${numbers.format(messages)} ${messages === 1 ? "message" : "messages"}, ${bytesWords(bytes)}`;
}

/** @param {number} bytes */
export function bytesWords(bytes) {
  return `${numbers.format(bytes)} bytes`;
}
