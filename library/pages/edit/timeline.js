/** @file Timeline under the video: where students were lost, which stretches have help, and where the video is. */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 40;
const PER_MS = 1000;
/** What says that somebody did not follow. */
const KINDS = ["lost", "slower", "back"];

/** @typedef {import("../manage/curve_rows.js").Curve} Curve */
/** @typedef {import("../offers/cards.js").Card} Card */

/** Owns a picture; whoever uses no pointer has the video's own bar, and the lists. */
export class Timeline {
  /**
   * @param {HTMLElement} box
   * @param {number} duration_s
   * @param {(time_s: number) => void} onGo
   */
  constructor(box, duration_s, onGo) {
    this.duration_s = Math.max(1, duration_s);
    this.bars = document.createElement("div");
    this.bars.className = "timeline-bars";
    this.stretches = document.createElement("div");
    this.stretches.className = "timeline-cards";
    this.hand = document.createElement("div");
    this.hand.className = "timeline-hand";
    box.replaceChildren(this.bars, this.stretches, this.hand);
    box.addEventListener("click", ({ clientX }) => {
      const { left, width } = box.getBoundingClientRect();
      if (width > 0) onGo(Math.max(0, Math.min(1, (clientX - left) / width)) * this.duration_s);
    });
  }

  /** @param {Curve} curve */
  showCurve({ bins, bin_ms, sums }) {
    const shares = Array.from({ length: bins }, (_, bin) => {
      const seen = sums.first?.[bin] ?? 0;
      const pressed = KINDS.reduce((sum, kind) => sum + (sums[kind]?.[bin] ?? 0), 0);
      return seen === 0 ? 0 : pressed / seen;
    });
    const most = Math.max(...shares, Number.EPSILON);
    const width_s = (bins * bin_ms) / PER_MS;
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `0 0 ${this.duration_s} ${HEIGHT}`);
    picture.setAttribute("preserveAspectRatio", "none");
    for (const [bin, share] of shares.entries()) {
      if (share === 0) continue;
      const bar = document.createElementNS(SVG, "rect");
      const height = (share / most) * HEIGHT;
      const facts = { x: (bin * width_s) / bins, y: HEIGHT - height, width: width_s / bins, height };
      for (const [name, value] of Object.entries(facts)) bar.setAttribute(name, String(value));
      picture.append(bar);
    }
    this.bars.replaceChildren(picture);
  }

  /**
   * @param {readonly Card[]} cards
   * @param {string | null} chosen
   */
  showCards(cards, chosen) {
    this.stretches.replaceChildren(
      ...cards.map(({ name, start_s, end_s }) => {
        const block = document.createElement("div");
        block.classList.toggle("chosen", name === chosen);
        block.style.left = this.#percent(start_s);
        block.style.width = this.#percent(Math.min(end_s, this.duration_s) - start_s);
        return block;
      }),
    );
  }

  /** @param {number} time_s */
  showTime(time_s) {
    this.hand.style.left = this.#percent(time_s);
  }

  /** @param {number} time_s */
  #percent(time_s) {
    return `${Math.max(0, Math.min(1, time_s / this.duration_s)) * 100}%`;
  }
}
