/**
 * @file The same job on Node's socket.io: `node node.mjs PORT`. Rooms, roles, checks, policy, allowance,
 * acknowledgements, and one frame a room and tick; without tokens, which cost at the join alone.
 */

import { createServer } from "node:http";
import process from "node:process";
import { Server } from "socket.io";

const TICK_MS = 100;
const MESSAGE_BYTES = 16 * 1024;
const STATES = new Set(
  "focused neutral confused drowsy away down absent unknown calibrating paused self".split(" "),
);
const CUES = new Set(
  "brow_lowered head_tilted no_smile gaze_centred eyes_closed yawn gaze_left gaze_right gaze_up gaze_down light camera face".split(
    " ",
  ),
);
const GROUPS = new Set(["light", "camera", "face"]);
const ALERTS = new Set(["no_face", "multiple_faces", "gaze_away", "static_image"]);
const FIELDS = new Set(["seq", "at", "state", "cues", "alerts"]);
const ALLOWANCE = { burst: 1e9, perMs: 1e6 };

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  maxHttpBufferSize: MESSAGE_BYTES,
  serveClient: false,
});
/** @type {Map<string, unknown[][]>} */
let outbox = new Map();
let isFlushDue = false;
let flushedMs = 0;

/** @param {unknown} value @param {number} low @param {number} high */
function isInteger(value, low, high) {
  return Number.isInteger(value) && Number(value) >= low && Number(value) <= high;
}

/** @param {unknown} value @param {Set<string>} words */
function isListOf(value, words) {
  return (
    Array.isArray(value) && value.every((word) => words.has(word)) && new Set(value).size === value.length
  );
}

/** @param {string} state @param {string[]} cues */
function isToldWith(state, cues) {
  if (state === "unknown") return cues.length < 2 && cues.every((cue) => GROUPS.has(cue));
  return !cues.some((cue) => GROUPS.has(cue));
}

/** @param {any} message */
function isReport(message) {
  return (
    typeof message === "object" &&
    message !== null &&
    Object.keys(message).length === FIELDS.size &&
    Object.keys(message).every((key) => FIELDS.has(key)) &&
    isInteger(message.seq, 1, 1e9) &&
    isInteger(message.at, 0, Number.MAX_SAFE_INTEGER) &&
    STATES.has(message.state) &&
    isListOf(message.cues, CUES) &&
    isToldWith(message.state, message.cues) &&
    isListOf(message.alerts, ALERTS)
  );
}

/** A token bucket, as the relay's. @returns {(nowMs: number) => boolean} */
function bucket() {
  let left = ALLOWANCE.burst;
  let atMs = performance.now();
  return (nowMs) => {
    left = Math.min(ALLOWANCE.burst, left + (nowMs - atMs) * ALLOWANCE.perMs);
    atMs = nowMs;
    if (left < 1) {
      return false;
    }
    left -= 1;
    return true;
  };
}

/** @param {string} code @param {unknown[]} row */
function queue(code, row) {
  const rows = outbox.get(code);
  if (rows === undefined) {
    outbox.set(code, [row]);
  } else {
    rows.push(row);
  }
  if (!isFlushDue) {
    isFlushDue = true;
    setTimeout(flush, Math.max(0, flushedMs + TICK_MS - performance.now()));
  }
}

function flush() {
  flushedMs = performance.now();
  isFlushDue = false;
  const rooms = outbox;
  outbox = new Map();
  for (const [code, rows] of rooms) {
    io.to(`${code}/teachers`).emit("reports", rows);
  }
}

io.on("connection", (socket) => {
  const { role, code } = socket.handshake.auth;
  if (role === "teacher") {
    socket.join(`${code}/teachers`);
    return;
  }
  socket.join(`${code}/students`);
  const student = socket.id.slice(0, 8);
  const [fair, bearable] = [bucket(), bucket()];
  socket.on("report", (message, acknowledge) => {
    const nowMs = performance.now();
    if (!(bearable(nowMs) && fair(nowMs))) {
      acknowledge({ ok: false, error: "too_fast", message: "Too many messages." });
    } else if (!isReport(message) || message.alerts.length > 0) {
      acknowledge({ ok: false, error: "bad_message", message: "Not a report." });
    } else {
      queue(code, [student, message.seq, message.at, message.state, message.cues, message.alerts]);
      acknowledge({ ok: true });
    }
  });
});

http.listen(Number(process.argv[2]), "127.0.0.1", 1024);
