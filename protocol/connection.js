/** @file Connection: one Socket.IO connection to the relay, with sign-in, acknowledged sends, its state and its clock. */

import { ConnectionWatch } from "./connection_watch.js";
import { late } from "./lazy_import.js";
import { steadyMs, Timekeeper } from "./timekeeper.js";

/** @typedef {import("./messages.js").Acknowledgement} Acknowledgement */
/** @typedef {import("./messages.js").Refused} Refused */
/** @typedef {"connecting" | "online" | "offline" | "refused" | "ended"} ConnectionState `ended`: the relay hung up, and only `open` comes back */

// Half of all the script that a board has before its first paint: the page is there before it.
const wireLibrary = late(() => import("/vendor/socket.io.esm.min.js"));

const ACKNOWLEDGE_WITHIN_MS = 5000;
// The first attempt comes within a second, each page's at a moment of its own, or a school would come back as one
// crowd. Later ones are at most the longest delay apart, so a restarted relay finds everybody back within that.
const RECONNECT_DELAY_MS = 500;
const RECONNECT_DELAY_MAX_MS = 1500;
const RECONNECT_SPREAD = 1;
// Engine.IO 4's own digits.
const PACKET_KINDS = { open: 0, close: 1, ping: 2, pong: 3, message: 4, upgrade: 5, noop: 6, error: "" };

/** A connection to the relay that reconnects by itself and never holds messages back for later. */
export class Connection {
  /** What the latest `open` goes by: it is void where another or a `close` came after it. */
  #opening = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reopening;

  /**
   * @param {object} options
   * @param {string} options.code the room's code, for the shard alone
   * @param {() => Record<string, unknown>} options.auth asked anew at each attempt
   * @param {Record<string, (payload: any) => void>} options.on a handler for each event of the relay's
   * @param {(state: ConnectionState, refusal: Refused | null) => void} options.onLine
   * @param {(trouble: import("./connection_watch.js").ConnectionTrouble | null) => void} [options.onTrouble] why there is no connection
   * @param {(packet: string) => void} [options.onSent] every packet that leaves this page, as it leaves
   */
  constructor({ code, auth, on, onLine, onTrouble = () => {}, onSent }) {
    this.code = code;
    this.auth = auth;
    this.on = on;
    this.onLine = onLine;
    this.onSent = onSent;
    /** @type {import("socket.io-client").Socket | null} */
    this.socket = null;
    this.timekeeper = new Timekeeper(() => this.#askTime());
    this.knockedMs = 0;
    this.watch = new ConnectionWatch(onTrouble);
  }

  async open() {
    this.close();
    this.onLine("connecting", null);
    this.watch.wanted();
    const opening = this.#opening;
    const [shard, { io }] = await Promise.all([shardOf(this.code), wireLibrary(this.#librarySaid(opening))]);
    if (opening !== this.#opening) return;
    const socket = io({
      transports: ["websocket"],
      query: { shard },
      auth: (give) => {
        this.knockedMs = steadyMs();
        give(this.auth());
      },
      reconnectionDelay: RECONNECT_DELAY_MS,
      reconnectionDelayMax: RECONNECT_DELAY_MAX_MS,
      randomizationFactor: RECONNECT_SPREAD,
      autoConnect: false,
    });
    // Before the socket itself hears of the open connection: it says at once who is asking.
    if (this.onSent !== undefined) listenToSent(socket.io, this.onSent);
    // Before anything is done about it: from `joined` on, the relay's time is known.
    socket.on("joined", ({ now }) => this.#welcome(now));
    for (const [event, handle] of Object.entries(this.on)) socket.on(event, handle);
    socket.on("connect", () => {
      this.watch.online();
      this.onLine("online", null);
    });
    socket.on("disconnect", (reason) => {
      if (socket !== this.socket) return;
      this.timekeeper.stop();
      if (reason === "io server disconnect") this.watch.end();
      else this.watch.broke();
      this.onLine(reason === "io server disconnect" ? "ended" : "offline", null);
    });
    socket.on("connect_error", (error) => {
      const [state, refusal] = stateAfter(error);
      if (refusal !== null) this.watch.end(); // it passed, and was heard
      this.onLine(state, refusal);
    });
    this.socket = socket;
    socket.connect();
  }

  get online() {
    return this.socket?.connected ?? false;
  }

  /**
   * Open again in a moment, unless it is closed or opened before.
   * @param {number} ms
   */
  reopenIn(ms) {
    this.#reopening = setTimeout(() => void this.open(), ms);
  }

  /** @returns {number} ms since 1970 UTC on the relay's clock */
  now() {
    return this.timekeeper.now();
  }

  close() {
    const socket = this.socket;
    this.socket = null; // first, so that a close of our own is no news
    this.#opening = {};
    clearTimeout(this.#reopening);
    this.timekeeper.stop();
    this.watch.end();
    socket?.close();
  }

  /**
   * Send one message and wait for the relay's word on it. Nothing is kept for later: what matters is in the journal.
   * @param {string} event
   * @param {unknown} payload
   * @returns {Promise<Acknowledgement>}
   */
  async send(event, payload) {
    if (!this.socket?.connected) return offline();
    try {
      return await this.socket.timeout(ACKNOWLEDGE_WITHIN_MS).emitWithAck(event, payload);
    } catch {
      return offline();
    }
  }

  /**
   * @param {object} opening
   * @returns {import("./lazy_import.js").OnLost}
   */
  #librarySaid(opening) {
    return (lost) => {
      if (opening === this.#opening) this.onLine(lost ? "offline" : "connecting", null);
    };
  }

  /** @param {number} relayMs when the relay said `joined` */
  #welcome(relayMs) {
    this.timekeeper.learn({ askedMs: this.knockedMs, relayMs, heardMs: steadyMs() });
    this.timekeeper.start();
  }

  async #askTime() {
    const answer = await this.send("clock", {});
    return answer.ok ? (answer.now ?? null) : null;
  }
}

/**
 * Each connection has an engine of its own, and what the engine makes is what it sends: a digit for the kind, then the text.
 * @param {import("socket.io-client").Manager} manager
 * @param {(packet: string) => void} onSent
 */
function listenToSent(manager, onSent) {
  manager.on("open", () =>
    manager.engine.on("packetCreate", ({ type, data }) => onSent(`${PACKET_KINDS[type]}${data ?? ""}`)),
  );
}

/** @returns {Refused} */
function offline() {
  return { ok: false, error: "offline", message: "The relay cannot be reached just now." };
}

/**
 * A refusal carries the relay's own words; anything else is a network that comes back.
 * @param {Error & {data?: Refused}} error
 * @returns {[ConnectionState, Refused | null]}
 */
function stateAfter(error) {
  return error.data ? ["refused", error.data] : ["offline", null];
}

/**
 * The first four hex digits of the code's SHA-256: enough for a proxy to keep a room together, too little to name it.
 * @param {string} code
 */
async function shardOf(code) {
  // crypto.subtle is missing on a page that is not on HTTPS, which no proxy with several workers serves.
  if (!crypto.subtle) return "0000";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code.replace("-", "")));
  return [...new Uint8Array(digest, 0, 2)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
