/** @file Form of one card: its stretch and topic, when it comes, and its offers. */

import { byRole } from "../../../look/dom.js";
import { KINDS, LENGTHS, MOST_OFFERS } from "../offers/cards.js";
import { whenOf } from "../offers/trigger.js";
import { text } from "../text.js";
import { effectWords } from "./effect.js";
import { faultsOf } from "./faults.js";
import { lineField, newOffer, offerFields, timeField } from "./offer_form.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("../offers/cards.js").Offer} Offer */

const PUZZLED_S = 20;
const REWOUND = 2;

/** Owns the form; every change in it makes another card. */
export class CardForm {
  /**
   * @param {ParentNode} page
   * @param {object} editor
   * @param {(card: Card, isOther: boolean) => void} editor.change `isOther` where the form has other fields then
   * @param {() => number} editor.now
   * @param {boolean} editor.reads_faces
   * @param {(cue: string, place: number) => import("./effect.js").Effect | undefined} editor.effect
   */
  constructor(page, editor) {
    this.box = byRole(page, "card-form");
    this.editor = editor;
    this.fields = byRole(this.box, "card-fields");
    this.when = byRole(this.box, "card-when");
    this.list = byRole(this.box, "card-offers");
    this.faults = byRole(this.box, "card-faults");
    this.add = byRole(this.box, "add-offer");
    /** @type {Card | null} */
    this.card = null;
    this.add.append(
      ...KINDS.map((kind) =>
        button("add-kind", text(`edit.kind.${kind}`), () => this.#addOffer(kind), { kind }),
      ),
    );
  }

  /** @param {Card | null} card */
  show(card) {
    this.card = card;
    this.box.hidden = card === null;
    if (card === null) return;
    this.fields.replaceChildren(
      lineField("edit.topic", card.topic ?? "", LENGTHS.topic, "card-topic", (topic) => {
        const { topic: _, ...rest } = this.#now();
        this.#change(topic === "" ? rest : { ...rest, topic });
      }),
      timeField("edit.from", card.start_s, this.editor, "card-from", (start_s) =>
        this.#change({ ...this.#now(), start_s }),
      ),
      timeField("edit.to", card.end_s, this.editor, "card-to", (end_s) =>
        this.#change({ ...this.#now(), end_s }),
      ),
    );
    this.#showWhen(card);
    this.list.replaceChildren(...card.offer.map((offer, place) => this.#item(card, offer, place)));
    this.#showAdd(card);
    this.showFaults(false);
  }

  /** @param {Card} card */
  #showAdd(card) {
    for (const press of /** @type {NodeListOf<HTMLButtonElement>} */ (this.add.querySelectorAll("button")))
      press.disabled = card.offer.length >= MOST_OFFERS;
  }

  /** @param {boolean} isTold whether it is time to say what is missing */
  showFaults(isTold) {
    const faults = this.card === null || !isTold ? [] : faultsOf(this.card);
    this.faults.hidden = faults.length === 0;
    this.faults.replaceChildren(
      ...faults.map(({ place, what }) => {
        const item = document.createElement("li");
        const fault = text(`edit.fault.${what}`);
        item.textContent = place === null ? fault : text("edit.fault_of", { number: place + 1, fault });
        return item;
      }),
    );
  }

  #now() {
    if (this.card === null) throw new Error("No card is chosen.");
    return this.card;
  }

  /**
   * @param {Card} card
   * @param {boolean} [isOther]
   */
  #change(card, isOther = false) {
    this.card = card;
    this.editor.change(card, isOther);
    this.#showAdd(card);
  }

  /** @param {Card} card */
  #showWhen(card) {
    const when = whenOf(card);
    const rows = [
      check("edit.when.lost", "card-lost", when.lost === true, (on) => this.#setWhen({ lost: on })),
      check("edit.when.rewound", "card-rewound", when.rewound !== undefined, (on) =>
        this.#setWhen({ rewound: on ? REWOUND : undefined }),
      ),
      check("edit.when.wrong", "card-wrong", when.wrong === true, (on) => this.#setWhen({ wrong: on })),
    ];
    if (this.editor.reads_faces)
      rows.push(
        check("edit.when.puzzled", "card-puzzled", when.puzzled_s !== undefined, (on) =>
          this.#setWhen({ puzzled_s: on ? PUZZLED_S : undefined }),
        ),
      );
    this.when.replaceChildren(...rows);
  }

  /** @param {{[name in keyof import("../offers/cards.js").When]: boolean | number | undefined}} part */
  #setWhen(part) {
    const when = Object.fromEntries(
      Object.entries({ ...whenOf(this.#now()), ...part }).filter(([, value]) => value !== undefined),
    );
    this.#change({ ...this.#now(), when });
  }

  /**
   * @param {Card} card
   * @param {Offer} offer
   * @param {number} place
   */
  #item(card, offer, place) {
    const item = document.createElement("li");
    item.dataset.role = "edit-offer";
    const head = document.createElement("h3");
    const name = text(`edit.kind.${offer.do}`);
    head.textContent = text("edit.numbered", { number: place + 1, name });
    const effect = document.createElement("p");
    effect.className = "soft";
    effect.dataset.role = "effect";
    effect.textContent = effectWords(this.editor.effect(card.name, place));
    const fields = offerFields(offer, {
      change: (changed) => {
        // Fields read what they were made with; what another field of the offer has changed since is kept.
        const before = this.#now().offer[place];
        const merged = /** @type {Offer} */ (merge(/** @type {Offer} */ (before), offer, changed));
        this.#setOffers(
          this.#now().offer.map((each, index) => (index === place ? merged : each)),
          false,
        );
      },
      now: this.editor.now,
      id: `offer-${place}`,
    });
    const ways = document.createElement("div");
    ways.className = "row";
    const which = { name: text("edit.numbered", { number: place + 1, name }) };
    ways.append(
      ...(place > 0
        ? [button("offer-up", text("edit.up"), () => this.#move(place), {}, text("edit.up_which", which))]
        : []),
      button(
        "delete-offer",
        text("edit.delete"),
        () => this.#delete(place),
        {},
        text("edit.delete_which", which),
      ),
    );
    item.append(head, effect, ...fields, ways);
    return item;
  }

  /** @param {Offer["do"]} kind */
  #addOffer(kind) {
    const card = this.#now();
    if (card.offer.length >= MOST_OFFERS) return;
    this.#setOffers([...card.offer, newOffer(kind, card)], true);
    const made = this.list.lastElementChild;
    /** @type {HTMLElement | null | undefined} */ (made?.querySelector("input, textarea, select"))?.focus();
  }

  /** @param {number} place */
  #move(place) {
    const offers = [...this.#now().offer];
    const [moved] = offers.splice(place, 1);
    if (moved !== undefined) offers.splice(place - 1, 0, moved);
    this.#setOffers(offers, true);
    /** @type {HTMLElement | null | undefined} */ (
      this.list.children[place - 1]?.querySelector("button:last-of-type")
    )?.focus();
  }

  /** @param {number} place */
  #delete(place) {
    this.#setOffers(
      this.#now().offer.filter((_, index) => index !== place),
      true,
    );
    /** @type {HTMLElement | null} */ (this.add.querySelector("button"))?.focus();
  }

  /**
   * @param {Offer[]} offer
   * @param {boolean} isOther
   */
  #setOffers(offer, isOther) {
    this.#change({ ...this.#now(), offer }, isOther);
  }
}

/**
 * @param {object} now
 * @param {object} begin as the fields were made
 * @param {object} changed as one of them has changed it
 */
function merge(now, begin, changed) {
  const [old, next] = [new Map(Object.entries(begin)), new Map(Object.entries(changed))];
  const merged = new Map(Object.entries(now));
  for (const [name, value] of next)
    if (JSON.stringify(old.get(name)) !== JSON.stringify(value)) merged.set(name, value);
  for (const name of old.keys()) if (!next.has(name)) merged.delete(name);
  return Object.fromEntries(merged);
}

/**
 * @param {import("../text.js").Key} key
 * @param {string} id
 * @param {boolean} on
 * @param {(on: boolean) => void} change
 */
function check(key, id, on, change) {
  const label = document.createElement("label");
  label.className = "check";
  const input = document.createElement("input");
  input.type = "checkbox";
  input.id = id;
  input.checked = on;
  input.addEventListener("change", () => change(input.checked));
  const words = document.createElement("span");
  words.textContent = text(key);
  label.append(input, words);
  return label;
}

/**
 * @param {string} role
 * @param {string} words
 * @param {() => void} press
 * @param {DOMStringMap} [data]
 * @param {string} [name] for whoever hears the button alone
 */
function button(role, words, press, data = {}, name = words) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.role = role;
  Object.assign(made.dataset, data);
  made.textContent = words;
  if (name !== words) made.setAttribute("aria-label", name);
  made.addEventListener("click", press);
  return made;
}
