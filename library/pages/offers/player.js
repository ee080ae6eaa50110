/** @file Player of offers: replays a part slower, or shows another part of the lesson and comes back from it. */

/** A clip that is asked for at its very end would never be seen. */
const END_S = 0.25;

export class OfferPlayer {
  /** @type {{to_s: number, back_s: number, played: boolean, onEnd: () => void} | null} */
  #clip = null;
  #wasPlaying = false;

  /**
   * @param {HTMLVideoElement} video
   * @param {() => void} onJump before the lesson goes elsewhere
   */
  constructor(video, onJump) {
    this.video = video;
    this.onJump = onJump;
    video.addEventListener("timeupdate", () => {
      if (this.#clip !== null && !video.seeking && video.currentTime >= this.#clip.to_s) this.back();
    });
    video.addEventListener("ended", () => this.back());
  }

  /**
   * @param {number} time_s
   * @returns {boolean} whether the lesson has that moment
   */
  has(time_s) {
    const { duration } = this.video;
    return !Number.isFinite(duration) || time_s < duration - END_S;
  }

  /** Hold the lesson while something is read. */
  hold() {
    this.#wasPlaying ||= !this.video.paused;
    this.video.pause();
  }

  /** Go on where it was held. */
  goOn() {
    this.back();
    if (this.#wasPlaying) this.#play();
    this.#wasPlaying = false;
  }

  /**
   * @param {number} from_s
   * @param {number} [rate]
   */
  replay(from_s, rate = 1) {
    this.#clip = null;
    this.#wasPlaying = false;
    this.#go(from_s);
    this.video.playbackRate = rate;
    this.#play();
  }

  /**
   * @param {number} from_s
   * @param {number} to_s
   * @param {() => void} onEnd when the lesson is back where it was
   */
  clip(from_s, to_s, onEnd) {
    const { video } = this;
    this.#clip = { to_s, back_s: video.currentTime, played: this.#wasPlaying || !video.paused, onEnd };
    this.#wasPlaying = false;
    this.#go(from_s);
    this.#play();
  }

  /** The clip is over: back to where the lesson was. */
  back() {
    const clip = this.#clip;
    if (clip === null) return;
    this.#clip = null;
    this.video.pause();
    this.#go(clip.back_s);
    this.#wasPlaying = clip.played;
    clip.onEnd();
  }

  /** @param {number} time_s */
  #go(time_s) {
    this.onJump();
    this.video.currentTime = time_s;
  }

  #play() {
    // A browser may refuse to play what nobody pressed; the video's own button is there.
    this.video.play().catch(() => {});
  }
}
