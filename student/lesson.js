/** @file Lesson: one lesson from the join to the leave; what the relay says, and what the student presses, end here. */

import { element } from "../look/dom.js";
import { webSocketAddress } from "../protocol/connection_watch.js";
import { late } from "../protocol/lazy_import.js";
import { meansToLeave } from "./ending/leaving.js";
import { OwnAnswers } from "./ending/own_answers.js";
import { showSummary } from "./ending/summary.js";
import { LazyAskCard } from "./lazy_ask_card.js";
import { LazyLearning } from "./lazy_learning.js";
import { LazySeatCode } from "./lazy_seat_code.js";
import { Mode } from "./mode.js";
import { showConsent } from "./panels/consent.js";
import { press } from "./panels/lesson_buttons.js";
import { Notices } from "./panels/notices.js";
import { PaceButtons } from "./panels/pace_buttons.js";
import { showEnd, showScreen } from "./panels/screens.js";
import { text } from "./panels/text.js";
import { Watching } from "./panels/watching.js";
import { WireView } from "./panels/wire_view.js";
import { refusalWords } from "./panels/words.js";
import { showReceipt } from "./said/receipt_view.js";
import { Session } from "./session/session.js";
import { Timeline } from "./session/timeline.js";

/** @typedef {import("./panels/troubles.js").WayOn} WayOn */

const COME_BACK_AFTER_MS = 2000;
const STALE_TOKEN = ["bad_token", "room_expired"];
const LOWERED_TOLD_MS = 60_000;

const question = late(() => import("./questions/question.js"));

const now_s = () => performance.now() / 1000;

export class Lesson {
  /** Whether the student waits to be let in. */
  #waits = false;

  /**
   * @param {string} code
   * @param {string | null} name
   * @param {import("./session/session.js").Seat | null} seat a place that comes from another device
   * @param {(refusal: import("../protocol/messages.js").Refused) => void} onRefused before the lesson began
   */
  constructor(code, name, seat, onRefused) {
    this.onRefused = onRefused;
    this.wire = new WireView();
    this.timeline = new Timeline();
    this.notices = new Notices((way) => this.goOn(way));
    /** @type {Session} */
    this.session = new Session({
      code,
      name,
      seat,
      onJoined: (joined) => this.#joined(joined),
      onWatching: (teachers) => this.#watched(teachers),
      onLine: (state, refusal) => this.#connectionChanged(state, refusal),
      onLowered: (what) => this.#lowered(what),
      onQuestion: (prompt) => void this.#showQuestion(prompt),
      onReceipt: () => showReceipt(this.session),
      onWaiting: () => this.#wait(),
      onTrouble: (trouble) => this.#connectionTroubled(trouble),
      onEnd: (end) => this.#end(end),
      onSent: (packet) => this.wire.add(packet),
    });
    this.answers = new OwnAnswers();
    this.phone = new LazySeatCode(this.session);
    this.learning = new LazyLearning();
    const tell = () => this.toggle("lost", false);
    this.ask = new LazyAskCard(this.session, tell, (said) => this.learning.say(said));
    /** @type {Mode} */
    this.mode = new Mode(this);
    this.watching = new Watching(this.notices, this.session);
    this.pace = new PaceButtons(this.session, () => this.mode.redraw());
  }

  open() {
    return this.session.open();
  }

  /** Give up a join that is under way. */
  close() {
    this.notices.clear();
    this.phone.close();
    this.session.close();
  }

  /**
   * @param {"lost" | "hand"} what
   * @param {boolean} [ownAccord] rather than in answer to a question, which says what it teaches itself
   */
  toggle(what, ownAccord = true) {
    this.session.say({ [what]: !this.session.saved[what] });
    if (what === "lost" && ownAccord && this.session.saved.lost) this.learning.say("lost");
    this.notices.clear(`lowered-${what}`);
    this.ask.drop();
    this.#showSaid();
  }

  async leave() {
    if (!(await meansToLeave(now_s() - this.timeline.began_s))) return;
    this.session.leave();
    this.#finish("left");
  }

  /** Ask no longer to be let in. */
  stopWaiting() {
    this.session.leave();
    this.#finish("left");
  }

  /**
   * The lesson is over for this page: camera off, and what there was is summed up.
   * @param {import("./panels/screens.js").Ending} how
   */
  #finish(how) {
    this.mode.reset();
    this.learning.close();
    this.watching.forget();
    this.notices.clear();
    this.phone.close();
    showSummary(this.timeline, now_s(), this.answers.rows());
    showEnd(how);
  }

  /** @param {WayOn} way what the student chose under a trouble */
  goOn(way) {
    if (way === "use-phone") return this.phone.show();
    this.phone.close();
    if (way === "retry-camera") return this.mode.useCamera();
    if (way === "go-on-without") return this.mode.useSelf();
    if (way === "load-again") return location.reload();
    if (way === "rejoin" || way === "take-back") return this.#rejoin();
    return undefined;
  }

  /** @param {import("../protocol/messages.js").StudentJoined} joined */
  #joined(joined) {
    this.notices.clear("relay-away", "refused-by-relay", "replaced", "moved");
    element("lesson-screen").toggleAttribute("inert", false);
    this.#showSaid();
    if (joined.policy === "ask") void this.ask.open();
    this.learning.open(joined.policy);
    if (this.mode.name !== "asked") return this.#goOnAsBefore();
    showConsent(joined);
    const { consent } = this.session.saved;
    if (consent === null) return showScreen("consent");
    // A reload within the lesson: what the student chose stands.
    if (consent === "paused") return this.mode.pause();
    return consent === "camera" ? this.mode.useCamera() : this.mode.useSelf();
  }

  /** The room is locked, and the teacher is asked; whoever was in already has no camera on meanwhile. */
  #wait() {
    this.#waits = true;
    this.mode.closeCamera();
    this.watching.forget();
    this.notices.clear();
    this.phone.close();
    showScreen("waiting");
  }

  /** The connection is back, or the teacher has let this student in again. */
  #goOnAsBefore() {
    if (!this.#waits) return this.mode.showAgain();
    this.#waits = false;
    return this.mode.resume();
  }

  /** @param {import("../protocol/messages.js").PromptMessage} prompt */
  async #showQuestion(prompt) {
    const { showQuestion } = await question();
    const answered = () => this.session.answerTo(prompt.id);
    this.answers.asked(prompt, answered());
    showQuestion(prompt, {
      answered,
      answer: (choice) => {
        this.answers.chose(prompt.id, choice);
        this.session.answer(prompt.id, choice);
      },
      now: () => this.session.connection.now(),
    });
  }

  /** @param {import("../protocol/messages.js").Raised} what the teacher took down */
  #lowered(what) {
    this.#showSaid();
    this.notices.set(`lowered-${what}`, true);
    window.setTimeout(() => this.notices.clear(`lowered-${what}`), LOWERED_TOLD_MS);
  }

  /**
   * @param {import("../protocol/connection.js").ConnectionState} state
   * @param {import("../protocol/messages.js").Refused | null} refusal
   */
  #connectionChanged(state, refusal) {
    if (state === "refused" && refusal !== null) return this.#refused(refusal);
    showReceipt(this.session);
    if (state !== "online") this.watching.forget();
    else this.mode.camera.lineIsBack();
    // Whom the relay hung up on without a word may come back; what it minds it says at the door.
    if (state === "ended") this.session.reopenIn(COME_BACK_AFTER_MS);
    return this.notices.set("relay-away", state === "offline" || state === "ended");
  }

  /** @param {import("../protocol/connection_watch.js").ConnectionTrouble | null} trouble */
  #connectionTroubled(trouble) {
    this.notices.clear("line-blocked", "line-cut");
    if (trouble === null) return;
    const kind = /** @type {const} */ (`line-${trouble}`);
    this.notices.set(kind, true, text(`trouble.${kind}`, { address: webSocketAddress() }));
  }

  /** @param {import("../protocol/messages.js").Refused} refusal */
  #refused(refusal) {
    if (refusal.error === "removed") return this.#end("removed");
    // The room's time was up before this page began: what was agreed to then was another lesson's.
    if (this.mode.name === "asked" && refusal.error === "room_expired") this.session.endLesson();
    if (STALE_TOKEN.includes(refusal.error) && this.session.dropSeat()) return this.#seatRefused(refusal);
    if (STALE_TOKEN.includes(refusal.error) && this.session.renew()) return undefined;
    this.session.close();
    if (this.mode.name === "asked") return this.onRefused(refusal);
    return this.notices.set("refused-by-relay", true, refusalWords(refusal));
  }

  /**
   * The code of another device is void: whoever has been here before goes on as that, anybody else joins by name.
   * @param {import("../protocol/messages.js").Refused} refusal
   */
  #seatRefused(refusal) {
    if (this.session.saved.resume !== "") return this.session.open();
    this.session.close();
    return this.onRefused(refusal.error === "bad_token" ? { ...refusal, error: "void_seat" } : refusal);
  }

  /** @param {import("./session/session.js").End} end */
  #end(end) {
    const moved = end === "replaced" && this.phone.isOffered;
    this.session.close();
    if (end === "removed") {
      // Whoever is let in again later is asked anew before a camera opens.
      this.session.keep({ consent: null });
      return this.#finish(this.#waits && this.mode.name === "asked" ? "not_in" : "removed");
    }
    if (end === "closed") {
      this.session.endLesson();
      this.#finish("closed");
      return this.notices.set("closed", true);
    }
    this.mode.closeCamera();
    this.watching.forget();
    this.notices.clear();
    this.phone.close();
    this.notices.set(moved ? "moved" : end, true);
    element("lesson-screen").toggleAttribute("inert", true); // what is pressed here would reach nobody
    return this.mode.standStill();
  }

  #rejoin() {
    this.notices.clear();
    return this.session.takeBack();
  }

  /** @param {number} teachers */
  #watched(teachers) {
    this.watching.show(teachers);
    this.mode.redraw();
    showReceipt(this.session);
  }

  #showSaid() {
    press("lost", this.session.saved.lost);
    press("hand", this.session.saved.hand);
    this.pace.show();
    this.timeline.mark("lost", this.session.saved.lost ? "lost" : null, now_s());
    this.timeline.mark("hand", this.session.saved.hand ? "hand" : null, now_s());
  }
}
