/** @file One lesson from the join to the leave: joins what the student sees, says and is seen as. */

import { element } from "../look/dom.js";
import { webSocketAddress } from "../protocol/connection_watch.js";
import { late } from "../protocol/lazy_import.js";
import { LazyTracker } from "./lazy_tracker.js";
import { showConsent } from "./panels/consent.js";
import { showLabel } from "./panels/label_view.js";
import { meansToLeave } from "./panels/leaving.js";
import { press, showCamera } from "./panels/lesson_buttons.js";
import { Notices } from "./panels/notices.js";
import { PaceButtons } from "./panels/pace_buttons.js";
import { showEnd, showScreen } from "./panels/screens.js";
import { showSummary } from "./panels/summary.js";
import { text } from "./panels/text.js";
import { MAY_COME_BACK, NEVER_ON, TRACKER_TROUBLES } from "./panels/troubles.js";
import { Watching } from "./panels/watching.js";
import { WireView } from "./panels/wire_view.js";
import { refusalWords } from "./panels/words.js";
import { Session } from "./session/session.js";
import { Timeline } from "./session/timeline.js";

/** @typedef {import("../protocol/messages.js").Label} Label */
/** @typedef {import("./panels/troubles.js").WayOn} WayOn */
/** @typedef {import("../capture/face_tracker.js").TrackerTrouble} TrackerTrouble */
/** @typedef {"asked" | "camera" | "paused" | "self"} Mode `asked`: the student has not chosen yet */

const COME_BACK_AFTER_MS = 2000;
const STALE_TOKEN = ["bad_token", "room_expired"];
const LOWERED_TOLD_MS = 60_000;

/** @type {Record<"self" | "paused" | "unknown", Label>} */
const LABELS = {
  self: { state: "self", cues: [], alerts: [] },
  paused: { state: "paused", cues: [], alerts: [] },
  unknown: { state: "unknown", cues: [], alerts: [] },
};

const askCard = late(() => import("./panels/ask_card.js"));
const question = late(() => import("./panels/question.js"));

const now_s = () => performance.now() / 1000;

export class Lesson {
  /** Whether the student waits to be let in. */
  #waits = false;

  /**
   * @param {string} code
   * @param {string | null} name
   * @param {(refusal: import("../protocol/messages.js").Refused) => void} onRefused before the lesson began
   */
  constructor(code, name, onRefused) {
    this.onRefused = onRefused;
    /** @type {Mode} */
    this.mode = "asked";
    /** @type {Label} */
    this.label = LABELS.self;
    /** @type {import("../capture/worker/messages.js").Aside | undefined} */
    this.aside = undefined;
    this.wire = new WireView();
    this.timeline = new Timeline();
    this.notices = new Notices((way) => this.goOn(way));
    this.session = new Session({
      code,
      name,
      onJoined: (joined) => this.#joined(joined),
      onWatching: (teachers) => this.watching.show(teachers),
      onLine: (line, refusal) => this.#line(line, refusal),
      onLowered: (what) => this.#lowered(what),
      onQuestion: (prompt) => void this.#showQuestion(prompt),
      onWaiting: () => this.#wait(),
      onTrouble: (trouble) => this.#lineTroubled(trouble),
      onEnd: (end) => this.#end(end),
      onSent: (packet) => this.wire.add(packet),
    });
    this.camera = new LazyTracker({
      session: this.session,
      onWaiting: (waits) => this.#cameraWaits(waits),
      onLabel: (label, aside) => this.#show(label, aside),
      onTrouble: (trouble) => this.#troubled(trouble),
    });
    this.watching = new Watching(this.notices, this.session);
    this.pace = new PaceButtons(this.session);
    /** @type {import("./panels/ask_card.js").AskCard | null} in a room that asks first */
    this.ask = null;
  }

  open() {
    return this.session.open();
  }

  /** Give up a join that is under way. */
  close() {
    this.notices.clear();
    this.session.close();
  }

  /** Use the camera: the student has read what is sent, and said yes. */
  async useCamera() {
    this.session.keep({ consent: "camera" });
    this.#enter("camera");
    this.notices.clear(...TRACKER_TROUBLES);
    await this.camera.open();
  }

  /** Take part without camera. */
  useSelf() {
    this.#switchOff("self");
  }

  togglePause() {
    return this.mode === "paused" ? this.useCamera() : this.pause();
  }

  recalibrate() {
    this.camera.side?.tracker.recalibrate();
  }

  /** Switch the camera off for a while; the teacher sees that it is paused. */
  pause() {
    this.#switchOff("paused");
  }

  /** @param {"lost" | "hand"} what */
  toggle(what) {
    this.session.say({ [what]: !this.session.saved[what] });
    this.notices.clear(`lowered-${what}`);
    this.ask?.drop();
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
    this.mode = "asked";
    this.ask?.drop();
    this.camera.close();
    this.watching.forget();
    this.notices.clear();
    showSummary(this.timeline, now_s());
    showEnd(how);
  }

  /** @param {WayOn} way what the student chose under a trouble */
  goOn(way) {
    if (way === "retry-camera") return this.useCamera();
    if (way === "go-on-without") return this.useSelf();
    if (way === "load-again") return location.reload();
    if (way === "rejoin") return this.#rejoin();
    return undefined;
  }

  /** @param {import("../protocol/messages.js").StudentJoined} joined */
  #joined(joined) {
    this.notices.clear("relay-away", "refused-by-relay", "replaced");
    element("lesson-screen").toggleAttribute("inert", false);
    this.#showSaid();
    if (joined.policy === "ask") this.#getReadyToAsk();
    if (this.mode !== "asked") return this.#goOnAsBefore();
    showConsent(joined);
    const { consent } = this.session.saved;
    if (consent === null) return showScreen("consent");
    // A reload within the lesson: what the student chose stands.
    if (consent === "paused") return this.pause();
    return consent === "camera" ? this.useCamera() : this.useSelf();
  }

  /** The room is locked, and the teacher is asked; whoever was in already has no camera on meanwhile. */
  #wait() {
    this.#waits = true;
    this.ask?.drop();
    this.camera.close();
    this.watching.forget();
    this.notices.clear();
    showScreen("waiting");
  }

  /** The line is back, or the teacher has let this student in again. */
  #goOnAsBefore() {
    if (!this.#waits) return this.#show(this.label, this.aside);
    this.#waits = false;
    if (this.mode !== "camera") this.#enter(this.mode);
    this.#show(this.mode === "camera" ? LABELS.unknown : this.label);
    return this.mode === "camera" ? this.useCamera() : undefined;
  }

  /** @param {import("../protocol/messages.js").PromptMessage} prompt */
  async #showQuestion(prompt) {
    const { showQuestion } = await question();
    const answered = this.session.answerTo(prompt.id);
    showQuestion(prompt, answered, (choice) => this.session.answer(prompt.id, choice));
  }

  /** @param {import("../protocol/messages.js").Raised} what the teacher took down */
  #lowered(what) {
    this.#showSaid();
    this.notices.set(`lowered-${what}`, true);
    window.setTimeout(() => this.notices.clear(`lowered-${what}`), LOWERED_TOLD_MS);
  }

  /**
   * @param {import("../protocol/connection.js").ConnectionState} line
   * @param {import("../protocol/messages.js").Refused | null} refusal
   */
  #line(line, refusal) {
    if (line === "refused" && refusal !== null) return this.#refused(refusal);
    if (line !== "online") this.watching.forget();
    else this.camera.lineIsBack();
    // Whom the relay hung up on without a word may come back; what it minds it says at the door.
    if (line === "ended") this.session.reopenIn(COME_BACK_AFTER_MS);
    return this.notices.set("relay-away", line === "offline" || line === "ended");
  }

  /** @param {import("../protocol/connection_watch.js").ConnectionTrouble | null} trouble */
  #lineTroubled(trouble) {
    this.notices.clear("line-blocked", "line-cut");
    if (trouble === null) return;
    const kind = /** @type {const} */ (`line-${trouble}`);
    this.notices.set(kind, true, text(`trouble.${kind}`, { address: webSocketAddress() }));
  }

  /** @param {import("../protocol/messages.js").Refused} refusal */
  #refused(refusal) {
    if (refusal.error === "removed") return this.#end("removed");
    // The room's time was up before this page began: what was agreed to then was another lesson's.
    if (this.mode === "asked" && refusal.error === "room_expired") this.session.endLesson();
    if (STALE_TOKEN.includes(refusal.error) && this.session.renew()) return undefined;
    this.session.close();
    if (this.mode === "asked") return this.onRefused(refusal);
    return this.notices.set("refused-by-relay", true, refusalWords(refusal));
  }

  /** @param {import("./session/session.js").End} end */
  #end(end) {
    this.session.close();
    if (end === "removed") {
      // Whoever is let in again later is asked anew before a camera opens.
      this.session.keep({ consent: null });
      return this.#finish(this.#waits && this.mode === "asked" ? "not_in" : "removed");
    }
    if (end === "closed") {
      this.session.endLesson();
      this.#finish("closed");
      return this.notices.set("closed", true);
    }
    this.ask?.drop();
    this.camera.close();
    this.watching.forget();
    this.notices.clear();
    this.notices.set(end, true);
    element("lesson-screen").toggleAttribute("inert", true); // what is pressed here would reach nobody
    if (this.mode === "camera") this.#enter("paused");
    this.label = LABELS[this.mode === "self" ? "self" : "paused"];
    return showLabel(this.label, this.label);
  }

  #rejoin() {
    this.notices.clear();
    return this.session.takeBack();
  }

  /** @param {Mode} mode */
  #enter(mode) {
    this.mode = mode;
    showScreen("lesson");
    const camera = this.session.room?.policy !== "self";
    showCamera({ camera, open: mode === "camera", paused: mode === "paused" });
  }

  /** @param {"self" | "paused"} mode */
  #switchOff(mode) {
    this.session.keep({ consent: mode });
    this.camera.close();
    this.notices.clear(...TRACKER_TROUBLES);
    this.ask?.drop();
    this.#enter(mode);
    this.#show(LABELS[mode]);
  }

  /** @param {boolean} waits for the network */
  #cameraWaits(waits) {
    this.notices.set("camera-waits", waits);
    if (waits) this.#show(LABELS.unknown);
  }

  /** @param {TrackerTrouble | null} trouble */
  #troubled(trouble) {
    this.notices.clear(...TRACKER_TROUBLES);
    if (trouble === null) return;
    this.notices.set(trouble, true);
    if (NEVER_ON.includes(trouble)) this.#enter("self");
    else showCamera({ camera: true, open: MAY_COME_BACK.includes(trouble), paused: false });
    this.#show(LABELS[this.mode === "self" ? "self" : "unknown"]);
  }

  /**
   * @param {Label} label
   * @param {import("../capture/worker/messages.js").Aside} [aside]
   */
  #show(label, aside) {
    if (!this.session.saved.lost) this.ask?.show(label.state === "confused");
    this.label = label;
    this.aside = aside;
    this.timeline.mark("label", label.state, now_s());
    showLabel(label, this.session.report(label), aside);
  }

  /** In a room that asks first, the guess stays here and only asks the student. */
  async #getReadyToAsk() {
    const { AskCard } = await askCard();
    this.ask ??= new AskCard(this.session.saved.askNoMore, (answer) => this.#answered(answer));
  }

  /** @param {import("./session/ask_timing.js").Answer} answer */
  #answered(answer) {
    if (answer === "never") this.session.keep({ askNoMore: true });
    if (answer === "yes" && !this.session.saved.lost) this.toggle("lost");
  }

  #showSaid() {
    press("lost", this.session.saved.lost);
    press("hand", this.session.saved.hand);
    this.pace.show();
    this.timeline.mark("lost", this.session.saved.lost ? "lost" : null, now_s());
    this.timeline.mark("hand", this.session.saved.hand ? "hand" : null, now_s());
  }
}
