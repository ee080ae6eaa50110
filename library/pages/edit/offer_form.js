/** @file Form of one offer: the fields of its kind. What is changed in them becomes another offer. */

import { numberText } from "../../../look/locale.js";
import { LENGTHS, MOST_CHOICES, WAYS } from "../offers/cards.js";
import { text } from "../text.js";
import { readTime, timeText } from "./times.js";

/** @typedef {import("../offers/cards.js").Offer} Offer */
/** @typedef {(offer: Offer) => void} Change */
/** @typedef {{change: Change, now: () => number, id: string}} Form `now`: where the video is; `id` begins the ids of its fields */

const RATES = [0.5, 0.75, 1];

/**
 * An offer that is to be filled in.
 * @param {Offer["do"]} kind
 * @param {import("../offers/cards.js").Card} card
 * @returns {Offer}
 */
export function newOffer(kind, { start_s, end_s }) {
  if (kind === "replay") return { do: kind, from_s: start_s, rate: 0.75 };
  if (kind === "ask") return { do: kind, text: "", choices: ["", ""], right: 0, wrong_to_s: start_s };
  if (kind === "clip") return { do: kind, from_s: start_s, to_s: end_s };
  return kind === "link" ? { do: kind, text: "", href: "https://" } : { do: kind, text: "", as: "words" };
}

/**
 * @param {Offer} offer
 * @param {Form} form
 * @returns {HTMLElement[]}
 */
export function offerFields(offer, form) {
  if (offer.do === "replay") return replayFields(offer, form);
  if (offer.do === "ask") return askFields(offer, form);
  const way = wayField(offer, form);
  if (offer.do === "text") return [wordsField("edit.words", offer, form), way];
  if (offer.do === "clip") return [...clipFields(offer, form), way];
  const named = lineField("edit.link_name", offer.text, LENGTHS.choice, `${form.id}-text`, (words) =>
    form.change({ ...offer, text: words }),
  );
  const address = lineField("edit.href", offer.href, LENGTHS.href, `${form.id}-href`, (href) =>
    form.change({ ...offer, href }),
  );
  const input = /** @type {HTMLInputElement} */ (address.querySelector("input"));
  input.inputMode = "url";
  input.dir = "ltr";
  return [named, address, way];
}

/**
 * @param {Extract<Offer, {do: "replay"}>} offer
 * @param {Form} form
 */
function replayFields(offer, form) {
  const rate = select(
    RATES.map((each) => [String(each), text("edit.percent", { percent: numberText(each * 100) })]),
    String(offer.rate ?? 1),
    (value) => form.change({ ...offer, rate: Number(value) }),
  );
  return [
    timeField("edit.from", offer.from_s, form, `${form.id}-from`, (from_s) =>
      form.change({ ...offer, from_s }),
    ),
    labelled("edit.rate", rate, `${form.id}-rate`),
  ];
}

/**
 * @param {Extract<Offer, {do: "clip"}>} offer
 * @param {Form} form
 */
function clipFields(offer, form) {
  const named = lineField("edit.clip_name", offer.text ?? "", LENGTHS.choice, `${form.id}-text`, (words) => {
    const { text: _, ...rest } = offer;
    form.change(words === "" ? rest : { ...rest, text: words });
  });
  return [
    timeField("edit.from", offer.from_s, form, `${form.id}-from`, (from_s) =>
      form.change({ ...offer, from_s }),
    ),
    timeField("edit.to", offer.to_s, form, `${form.id}-to`, (to_s) => form.change({ ...offer, to_s })),
    named,
  ];
}

/**
 * @param {Extract<Offer, {do: "ask"}>} offer
 * @param {Form} form
 */
function askFields(offer, form) {
  const choices = document.createElement("fieldset");
  choices.className = "choices";
  const legend = document.createElement("legend");
  legend.textContent = text("edit.choices");
  choices.append(legend);
  const inputs = Array.from({ length: MOST_CHOICES }, (_, index) => {
    const row = document.createElement("div");
    row.className = "choice";
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = `${form.id}-right`;
    radio.checked = index === offer.right;
    radio.setAttribute("aria-label", text("edit.is_right", { number: index + 1 }));
    const input = document.createElement("input");
    input.type = "text";
    input.dir = "auto";
    input.maxLength = LENGTHS.choice;
    input.autocomplete = "off";
    input.value = offer.choices[index] ?? "";
    input.id = `${form.id}-choice-${index}`;
    input.dataset.role = "edit-choice";
    input.setAttribute("aria-label", text("edit.choice", { number: index + 1 }));
    row.append(radio, input);
    choices.append(row);
    return { radio, input };
  });
  const read = () => {
    const filled = inputs.filter(({ input }, index) => input.value.trim() !== "" || index < 2);
    const right = Math.max(
      0,
      filled.findIndex(({ radio }) => radio.checked),
    );
    form.change({ ...offer, choices: filled.map(({ input }) => input.value.trim()), right });
  };
  choices.addEventListener("change", read);
  const back = timeField("edit.wrong_to", offer.wrong_to_s ?? null, form, `${form.id}-wrong`, (wrong_to_s) =>
    form.change({ ...offer, wrong_to_s }),
  );
  return [wordsField("edit.question", offer, form), choices, back];
}

/**
 * @param {import("../text.js").Key} key
 * @param {Extract<Offer, {do: "text" | "ask"}>} offer
 * @param {Form} form
 */
function wordsField(key, offer, form) {
  const area = document.createElement("textarea");
  area.rows = 3;
  area.dir = "auto";
  area.maxLength = LENGTHS.text;
  area.value = offer.text;
  area.dataset.role = "edit-words";
  area.addEventListener("change", () =>
    form.change({ ...offer, text: area.value.replace(/\r\n?/g, "\n").trim() }),
  );
  return labelled(key, area, `${form.id}-words`);
}

/**
 * @param {Extract<Offer, {do: "text" | "clip" | "link"}>} offer
 * @param {Form} form
 */
function wayField(offer, form) {
  const names = WAYS.map((way) => /** @type {[string, string]} */ ([way, text(`help.as.${way}`)]));
  const chosen = select([["", text("edit.no_way")], ...names], offer.as ?? "", (value) => {
    const { as: _, ...rest } = offer;
    const way = WAYS.find((each) => each === value);
    form.change(way === undefined ? rest : { ...rest, as: way });
  });
  return labelled("edit.way", chosen, `${form.id}-way`);
}

/**
 * @param {import("../text.js").Key} key
 * @param {number | null} time_s
 * @param {Pick<Form, "now">} form
 * @param {string} id
 * @param {(time_s: number) => void} change
 */
export function timeField(key, time_s, { now }, id, change) {
  const input = document.createElement("input");
  input.type = "text";
  input.inputMode = "decimal";
  input.dir = "ltr";
  input.autocomplete = "off";
  input.className = "time";
  input.value = time_s === null ? "" : timeText(time_s);
  let known = input.value;
  const take = () => {
    const read = readTime(input.value);
    input.toggleAttribute("aria-invalid", false);
    if (read === null) {
      input.setAttribute("aria-invalid", "true");
      return;
    }
    input.value = timeText(read);
    if (input.value === known) return;
    known = input.value;
    change(read);
  };
  input.addEventListener("change", take);
  const press = document.createElement("button");
  press.type = "button";
  press.textContent = text("edit.now");
  press.setAttribute("aria-label", text("edit.now_for", { field: text(key) }));
  press.addEventListener("click", () => {
    input.value = timeText(Math.round(now() * 10) / 10);
    take();
  });
  const field = labelled(key, input, id);
  field.classList.add("time-field");
  field.append(press);
  return field;
}

/**
 * @param {import("../text.js").Key} key
 * @param {string} value
 * @param {number} most
 * @param {string} id
 * @param {(words: string) => void} change
 */
export function lineField(key, value, most, id, change) {
  const input = document.createElement("input");
  input.type = "text";
  input.dir = "auto";
  input.maxLength = most;
  input.autocomplete = "off";
  input.value = value;
  input.addEventListener("change", () => change(input.value.trim()));
  return labelled(key, input, id);
}

/**
 * @param {import("../text.js").Key} key
 * @param {HTMLElement} control
 * @param {string} id
 */
function labelled(key, control, id) {
  const field = document.createElement("div");
  field.className = "field";
  const label = document.createElement("label");
  label.textContent = text(key);
  label.htmlFor = id;
  control.id = id;
  field.append(label, control);
  return field;
}

/**
 * @param {(readonly [string, string])[]} options values and words
 * @param {string} value
 * @param {(value: string) => void} change
 */
export function select(options, value, change) {
  const made = document.createElement("select");
  made.autocomplete = "off";
  made.append(...options.map(([each, words]) => new Option(words, each)));
  made.value = value;
  made.addEventListener("change", () => change(made.value));
  return made;
}
