/** @file One lesson from the join to the leave: joins what the student sees, says and is seen as. */

import { late } from "../look/late.js";
import { lineAddress } from "../protocol/line_watch.js";
import { POLICIES } from "../protocol/policies.js";
import { LateSight } from "./camera/late_tracker.js";
import { showConsent } from "./panels/consent.js";
import { meansToLeave } from "./panels/leaving.js";
import { Notices } from "./panels/notices.js";
import { PaceButtons } from "./panels/pace_buttons.js";
import { showSummary } from "./panels/summary.js";
import { MAY_COME_BACK, NEVER_ON, SIGHT_TROUBLES } from "./panels/troubles.js";
import { WireView } from "./panels/wire_view.js";
import { refusalWords } from "./panels/words.js";
import { Seat } from "./session/session.js";
import { Timeline } from "./session/timeline.js";
import { Watching } from "./session/watching.js";
import { text } from "./text.js";
import { element, press, showCamera, showEnd, showLabel, showScreen } from "./view.js";

/** @typedef {import("./session/journal.js").Label} Label */
/** @typedef {import("./panels/troubles.js").WayOn} WayOn */
/** @typedef {import("../capture/face_tracker.js").SightTrouble} SightTrouble */
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
    /** @type {import("./camera/reason.js").Aside | undefined} */
    this.aside = undefined;
    this.wire = new WireView();
    this.timeline = new Timeline();
    this.notices = new Notices((way) => this.goOn(way));
    this.seat = new Seat({
      code,
      name,
      onJoined: (joined) => this.#joined(joined),
      onWatching: (teachers) => this.watching.update(teachers),
      onLine: (line, refusal) => this.#line(line, refusal),
      onLowered: (what) => this.#lowered(what),
      onWaiting: () => this.#wait(),
      onTrouble: (trouble) => this.#lineTroubled(trouble),
      onEnd: (end) => this.#end(end),
      onSent: (packet) => this.wire.update(packet),
    });
    this.camera = new LateSight({
      seat: this.seat,
      onWaiting: (waits) => this.#cameraWaits(waits),
      onLabel: (label, aside) => this.#show(label, aside),
      onTrouble: (trouble) => this.#troubled(trouble),
    });
    this.watching = new Watching(this.notices, this.seat);
    this.pace = new PaceButtons(this.seat);
    /** @type {import("./panels/ask_card.js").AskCard | null} in a room that asks first */
    this.ask = null;
  }

  open() {
    return this.seat.open();
  }

  /** Give up a join that is under way. */
  close() {
    this.notices.clear();
    this.seat.close();
  }

  /** Use the camera: the student has read what is sent, and said yes. */
  async useCamera() {
    this.seat.keep({ consent: "camera" });
    this.#enter("camera");
    this.notices.clear(...SIGHT_TROUBLES);
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
    this.camera.side?.sight.recalibrate();
  }

  /** Switch the camera off for a while; the teacher sees that it is paused. */
  pause() {
    this.#switchOff("paused");
  }

  /** @param {"lost" | "hand"} what */
  toggle(what) {
    this.seat.say({ [what]: !this.seat.memory[what] });
    this.notices.clear(`lowered-${what}`);
    this.ask?.drop();
    this.#showSaid();
  }

  async leave() {
    if (!(await meansToLeave(now_s() - this.timeline.began_s))) return;
    this.seat.leave();
    this.#finish("left");
  }

  /** Ask no longer to be let in. */
  stopWaiting() {
    this.seat.leave();
    this.#finish("left");
  }

  /**
   * The lesson is over for this page: camera off, and what there was is summed up.
   * @param {import("./view.js").Ending} how
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
    const { consent } = this.seat.memory;
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

  /** @param {import("../protocol/messages.js").Raised} what the teacher took down */
  #lowered(what) {
    this.#showSaid();
    this.notices.update(`lowered-${what}`, true);
    window.setTimeout(() => this.notices.clear(`lowered-${what}`), LOWERED_TOLD_MS);
  }

  /**
   * @param {import("../protocol/connection.js").Line} line
   * @param {import("../protocol/messages.js").Refused | null} refusal
   */
  #line(line, refusal) {
    if (line === "refused" && refusal !== null) return this.#refused(refusal);
    if (line !== "online") this.watching.forget();
    else this.camera.lineIsBack();
    // Whom the relay hung up on without a word may come back; what it minds it says at the door.
    if (line === "ended") this.seat.reopenIn(COME_BACK_AFTER_MS);
    return this.notices.update("relay-away", line === "offline" || line === "ended");
  }

  /** @param {import("../protocol/line_watch.js").LineTrouble | null} trouble */
  #lineTroubled(trouble) {
    this.notices.clear("line-blocked", "line-cut");
    if (trouble === null) return;
    const kind = /** @type {const} */ (`line-${trouble}`);
    this.notices.update(kind, true, text(`trouble.${kind}`, { address: lineAddress() }));
  }

  /** @param {import("../protocol/messages.js").Refused} refusal */
  #refused(refusal) {
    if (refusal.error === "removed") return this.#end("removed");
    // The room's time was up before this page began: what was agreed to then was another lesson's.
    if (this.mode === "asked" && refusal.error === "room_expired") this.seat.endLesson();
    if (STALE_TOKEN.includes(refusal.error) && this.seat.renew()) return undefined;
    this.seat.close();
    if (this.mode === "asked") return this.onRefused(refusal);
    return this.notices.update("refused-by-relay", true, refusalWords(refusal));
  }

  /** @param {import("./session/session.js").End} end */
  #end(end) {
    this.seat.close();
    if (end === "removed") {
      // Whoever is let in again later is asked anew before a camera opens.
      this.seat.keep({ consent: null });
      return this.#finish(this.#waits && this.mode === "asked" ? "not_in" : "removed");
    }
    if (end === "closed") {
      this.seat.endLesson();
      this.#finish("closed");
      return this.notices.update("closed", true);
    }
    this.ask?.drop();
    this.camera.close();
    this.watching.forget();
    this.notices.clear();
    this.notices.update(end, true);
    element("lesson-screen").toggleAttribute("inert", true); // what is pressed here would reach nobody
    if (this.mode === "camera") this.#enter("paused");
    this.label = LABELS[this.mode === "self" ? "self" : "paused"];
    return showLabel(this.label, this.label);
  }

  #rejoin() {
    this.notices.clear();
    return this.seat.takeBack();
  }

  /** @param {Mode} mode */
  #enter(mode) {
    this.mode = mode;
    showScreen("lesson");
    const { room } = this.seat;
    const camera = room === null || POLICIES[room.policy].camera;
    showCamera({ camera, open: mode === "camera", paused: mode === "paused" });
  }

  /** @param {"self" | "paused"} mode */
  #switchOff(mode) {
    this.seat.keep({ consent: mode });
    this.camera.close();
    this.notices.clear(...SIGHT_TROUBLES);
    this.ask?.drop();
    this.#enter(mode);
    this.#show(LABELS[mode]);
  }

  /** @param {boolean} waits for the network */
  #cameraWaits(waits) {
    this.notices.update("camera-waits", waits);
    if (waits) this.#show(LABELS.unknown);
  }

  /** @param {SightTrouble | null} trouble */
  #troubled(trouble) {
    this.notices.clear(...SIGHT_TROUBLES);
    if (trouble === null) return;
    this.notices.update(trouble, true);
    if (NEVER_ON.includes(trouble)) this.#enter("self");
    else showCamera({ camera: true, open: MAY_COME_BACK.includes(trouble), paused: false });
    this.#show(LABELS[this.mode === "self" ? "self" : "unknown"]);
  }

  /**
   * @param {Label} label
   * @param {import("./camera/reason.js").Aside} [aside]
   */
  #show(label, aside) {
    if (!this.seat.memory.lost) this.ask?.update(label.state === "confused");
    this.label = label;
    this.aside = aside;
    this.timeline.update("label", label.state, now_s());
    showLabel(label, this.seat.report(label), aside);
  }

  /** In a room that asks first, the guess stays here and only asks the student. */
  async #getReadyToAsk() {
    const { AskCard } = await askCard();
    this.ask ??= new AskCard(this.seat.memory.askNoMore, (answer) => this.#answered(answer));
  }

  /** @param {import("./session/ask_timing.js").Answer} answer */
  #answered(answer) {
    if (answer === "never") this.seat.keep({ askNoMore: true });
    if (answer === "yes" && !this.seat.memory.lost) this.toggle("lost");
  }

  #showSaid() {
    press("lost", this.seat.memory.lost);
    press("hand", this.seat.memory.hand);
    this.pace.show();
    this.timeline.update("lost", this.seat.memory.lost ? "lost" : null, now_s());
    this.timeline.update("hand", this.seat.memory.hand ? "hand" : null, now_s());
  }
}
