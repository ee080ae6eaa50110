/** @file Connection diagnosis: nothing answers, or pages pass and WebSockets do not, or something cuts them again and again. */

/** @typedef {"blocked" | "cut"} ConnectionTrouble `blocked`: no WebSocket passes; `cut`: one after the other breaks within seconds */

const LOOK_MS = 3000;
/** So many answers without a connection: whoever comes back to a relay has one within two seconds. */
const ANSWERS = 3;
/** A connection that has lasted this long is none that something cuts. */
const STEADY_MS = 10_000;
const SHORT_CONNECTIONS = 3;

/** Owns what is known of one connection's troubles; the connection tells it what happens. */
export class ConnectionWatch {
  /** @type {ReturnType<typeof setTimeout> | undefined} the next look while there is no connection, or the proof of a steady one */
  #timer;
  /** @type {ConnectionTrouble | null} */
  #trouble = null;
  #answers = 0;
  #shortConnections = 0;
  #isSteady = false;

  /**
   * @param {(trouble: ConnectionTrouble | null) => void} onTrouble null where it has ended
   * @param {() => Promise<boolean>} [answers] whether the relay answers without a WebSocket
   */
  constructor(onTrouble, answers = relayAnswers) {
    this.onTrouble = onTrouble;
    this.answers = answers;
  }

  /** A connection is wanted, and there is none yet. */
  wanted() {
    this.#answers = 0;
    this.#in(LOOK_MS, () => void this.#look());
  }

  /** The connection is there. */
  online() {
    this.#isSteady = false;
    if (this.#trouble === "blocked") this.#say(null);
    this.#in(STEADY_MS, () => {
      this.#isSteady = true;
      this.#shortConnections = 0;
      this.#say(null);
    });
  }

  /** The connection broke, and nobody had ended it. */
  broke() {
    if (!this.#isSteady) this.#shortConnections += 1;
    if (this.#shortConnections >= SHORT_CONNECTIONS) this.#say("cut");
    this.wanted();
  }

  /** No connection is wanted any more, or the relay itself has said why there is none. */
  end() {
    this.#stop();
    this.#say(null);
  }

  async #look() {
    const timer = this.#timer;
    const answered = await this.answers();
    if (timer !== this.#timer) return; // a connection came meanwhile, or is no longer wanted
    this.#answers = answered ? this.#answers + 1 : 0;
    if (this.#answers >= ANSWERS) this.#say("blocked");
    if (!answered && this.#trouble === "blocked") this.#say(null);
    this.#in(LOOK_MS, () => void this.#look());
  }

  /** @param {ConnectionTrouble | null} trouble */
  #say(trouble) {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.onTrouble(trouble);
  }

  /**
   * @param {number} ms
   * @param {() => void} act
   */
  #in(ms, act) {
    this.#stop();
    this.#timer = setTimeout(act, ms);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** @returns {string} what a network must let through, as its administrator writes it: `wss://host:443` */
export function webSocketAddress() {
  const secure = location.protocol === "https:";
  const port = location.port || (secure ? "443" : "80");
  return `${secure ? "wss" : "ws"}://${location.hostname}:${port}`;
}

/** @returns {Promise<boolean>} */
async function relayAnswers() {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), LOOK_MS);
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: timeout.signal });
    return (await answer.json()).ok === true; // a sign-in page of the network's own is no answer
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
