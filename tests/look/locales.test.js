/** @file The sentence files: whole in every language, used, and the only place where the pages' words stand. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { STATUS_EVENTS } from "../../classroom/status_history.js";
import { SAID } from "../../classroom/timeline/said.js";
import { COLUMNS } from "../../library/pages/manage/curve_rows.js";
import { KINDS, WAYS } from "../../library/pages/offers/cards.js";
import { TOLD } from "../../library/pages/show.js";
import { TROUBLES as CAMERA_TROUBLES } from "../../library/pages/watch/face/troubles.js";
import { LANGUAGES } from "../../look/language.js";
import { POLICY_NAMES } from "../../protocol/policies.js";
import { ROOM_CAMERAS, SENSITIVITIES } from "../../protocol/room_code.js";
import { DIRECTIONS } from "../../signals/audience/counting.js";
import { GROUP_OF } from "../../signals/contract/reasons.js";
import { EXPRESSIONS } from "../../signals/labels/expressions.js";
import { CUE_NAMES } from "../../signals/personal/cue_means.js";
import { ANSWERS, MOODS } from "../../student/learning/tags.js";
import { EXAMPLES } from "../../student/panels/consent.js";
import { WAYS_ON } from "../../student/panels/troubles.js";
import { REFUSALS } from "../../student/panels/words.js";
import { NEED_ORDER } from "../../teacher/board/sorting/need.js";
import { FAULTS } from "../../teacher/prepared_questions/prepared.js";
import { REFUSALS as TEACHERS_REFUSALS } from "../../teacher/refusals.js";
import { sentencesOf } from "./english.js";

/** @typedef {import("../../look/locale.js").Sentence} Sentence */

const FOLDERS = ["look", "student", "teacher", "library/pages"];
const { definitions } = JSON.parse(readFileSync("protocol/messages.schema.json", "utf-8"));

const STEPS = ["invite", "read", "ask"];
/** What explains itself on the board besides the counts. */
const HELPED = [
  ...["class", "index", "mean", "reading", "hint", "hands", "pace"],
  ...["answered", "alerts", "seen", "since", "lately", "stale", "told"],
];

/**
 * The names that keys are put together with, by folder and by what stands before them.
 * @type {Record<string, Record<string, readonly string[]>>}
 */
const COMPUTED = {
  look: {
    "state.": [...definitions.state.enum, "offline", "lost", "hand"],
    "cue.": definitions.cue.enum,
    "alert.": definitions.alert.enum,
    "said_row.": SAID,
  },
  "library/pages": {
    "trouble.": TOLD,
    "curve.": COLUMNS,
    "consent.camera.": POLICY_NAMES.filter((name) => name !== "self"),
    "help.text.": WAYS,
    "help.as.": WAYS,
    "edit.kind.": KINDS,
    "edit.fault.": ["stretch", "none", "words", "choices", "clip", "address"],
    "edit.left.": ["kind", "several", "choices", "long", "address", "empty"],
    "manage.policy.": POLICY_NAMES,
    "face.": ["paused", "rests", "off"],
    "face.trouble.": CAMERA_TROUBLES,
  },
  student: {
    "consent.sends.": POLICY_NAMES,
    "consent.room_camera.": ROOM_CAMERAS,
    "consent.how.": POLICY_NAMES,
    "receipt.": [
      "sending",
      "no-line",
      "no-teacher",
      "too-late",
      "hand.up",
      "hand.down",
      "lost.up",
      "lost.down",
    ],
    "seat.": ["shown", "over", "local", "failed"],
    "example.": EXAMPLES,
    "engine.": ["software", "fixed", "contest", "cpu", "webgl"],
    "expression.": EXPRESSIONS,
    "end.": ["left", "closed", "removed", "not_in"].flatMap((how) => [how, `${how}_about`]),
    "reason.": Object.keys(GROUP_OF),
    "way.": [...new Set(Object.values(WAYS_ON).flat())],
    "trouble.": Object.keys(WAYS_ON).filter((name) => !["code", "refused-by-relay"].includes(name)),
    "code.": ["length", "character", "check", "policy", "kind", "course", "teacher"],
    "refusal.": REFUSALS,
    "mood.": MOODS,
    "tag.": ANSWERS,
    "learnt.": ["more", "less", "same"],
    "learnt.kind.": ["common", "offset", "own"],
    "learnt.cue.": CUE_NAMES,
  },
  teacher: {
    "policy.": POLICY_NAMES,
    "sends.": POLICY_NAMES,
    "sees.": POLICY_NAMES,
    "sensitivity.": SENSITIVITIES,
    "sensitivity_hint.": SENSITIVITIES,
    "refusal.": TEACHERS_REFUSALS,
    "line.": ["connecting", "online", "offline", "refused", "ended"],
    "line_trouble.": ["blocked", "cut"],
    "review.kind.": ["mark", "question", "hint", "lost"],
    "review.by.": ["name", "container", "modified"],
    "notice.": [
      ...["bad_token", "room_expired", "policy_off"],
      ...["no_key", "unknown_kind", "not_overlay"].flatMap((fault) => [fault, `${fault}_about`]),
    ],
    "rule.": ["balanced", "brow"],
    "chip.": ["alert", "lost", "hand"],
    "audience.about.": ROOM_CAMERAS,
    "audience.law.": ROOM_CAMERAS,
    "audience.trouble.": [
      ...["insecure", "refused", "missing", "busy", "unplugged"],
      ...["browser", "unloaded", "webgl", "noise", "worker"],
    ],
    "sign.counted.": ROOM_CAMERAS,
    "room.": DIRECTIONS,
    "start.room_camera.": ["none", ...ROOM_CAMERAS],
    "ask.": ["got_it", "so_so", "lost"],
    "fault.": FAULTS,
    "stale.": ["offline", "closed", "over"],
    "pace_says.": ["slower", "fine", "faster"],
    "pace_also.": ["fine", "faster"],
    "tile.pace_": ["slower", "fine", "faster"],
    "said_count.": SAID,
    "private.": ["going", "help", "pace"],
    "shelf.kind.": ["text", "ask", "link"],
    "shelf.fault.": ["no_text", "long_text", "choices", "address"],
    "help.": [...NEED_ORDER, ...HELPED],
    "tour.": STEPS,
    "tour_text.": STEPS,
    "said.": STATUS_EVENTS,
    "column.": ["time", "here", "measurable", "focused_share", "share_low", "share_high", "mean_5_min"],
  },
};
const TRANSLATED = Object.keys(LANGUAGES).filter((language) => language !== "en");

/**
 * @param {string} folder
 * @param {RegExp} ending
 * @returns {string[]} its files' paths
 */
const filesOf = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: "utf-8" })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);

/** @param {string} folder */
const sourceOf = (folder) =>
  filesOf(folder, /\.(js|html)$/)
    .map((file) => readFileSync(file, "utf-8"))
    .join("\n");

const PAGES = FOLDERS.flatMap((folder) => filesOf(folder, /\.html$/));

/**
 * @param {string} words
 * @returns {string[]} the names of its placeholders, in the order of the alphabet
 */
const placeholders = (words) =>
  [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))].sort();

/** @param {Sentence} sentence */
const formsOf = (sentence) => (typeof sentence === "string" ? { other: sentence } : sentence);

for (const folder of FOLDERS) {
  const english = sentencesOf(folder, "en");

  for (const language of TRANSLATED) {
    const sentences = sentencesOf(folder, language);

    test(`${folder}: ${language} has the sentences English has, in its order`, () => {
      assert.deepEqual(Object.keys(sentences), Object.keys(english));
    });

    test(`${folder}: ${language} says something everywhere, and of the same things`, () => {
      for (const [key, sentence] of Object.entries(sentences)) {
        const wanted = placeholders(formsOf(english[key] ?? "").other ?? "");
        const { other = "", ...rest } = formsOf(sentence);
        assert.deepEqual(placeholders(other), wanted, key);
        for (const form of [other, ...Object.values(rest)]) {
          assert.ok(form.trim() !== "", key);
          assert.ok(
            placeholders(form).every((name) => wanted.includes(name)),
            `${key}: ${form}`,
          );
        }
      }
    });
  }

  for (const language of Object.keys(LANGUAGES)) {
    test(`${folder}: ${language} has every plural form it needs, where English has plurals`, () => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      for (const [key, sentence] of Object.entries(sentencesOf(folder, language))) {
        const has = typeof sentence === "string" ? "one text" : Object.keys(sentence).toSorted();
        assert.deepEqual(has, typeof english[key] === "string" ? "one text" : needed, key);
      }
    });
  }

  const source =
    sourceOf(folder) + (folder === "look" ? PAGES.map((page) => readFileSync(page, "utf-8")).join() : "");
  const computed = Object.entries(COMPUTED[folder] ?? {}).flatMap(([start, names]) =>
    names.map((name) => start + name),
  );

  test(`${folder}: every sentence is used`, () => {
    const unused = Object.keys(english).filter(
      (key) => !source.includes(`"${key}"`) && !computed.includes(key),
    );
    assert.deepEqual(unused, []);
  });

  test(`${folder}: no sentence is missing that its scripts name or put together`, () => {
    const named = [...source.matchAll(/\btext\(\s*"([^"]+)"/g)].map(([, key]) => key ?? "");
    assert.deepEqual(
      [...named, ...computed].filter((key) => !(key in english)),
      [],
    );
    const starts = [...source.matchAll(/\btext\(\s*`([\w.-]+)\$\{/g)].map(([, start]) => start ?? "");
    assert.deepEqual([...new Set(starts)].sort(), Object.keys(COMPUTED[folder] ?? {}).sort());
  });
}

for (const page of PAGES) {
  const folder = FOLDERS.find((each) => page.startsWith(`${each}/`)) ?? "";
  const html = readFileSync(page, "utf-8");

  test(`${page} names only sentences there are`, () => {
    const known = { ...sentencesOf("look", "en"), ...sentencesOf(folder, "en") };
    const named = [...html.matchAll(/data-(?:text|label|placeholder|title)="([^"]*)"/g)].map(
      ([, key]) => key ?? "",
    );
    assert.deepEqual(
      named.filter((key) => !(key in known)),
      [],
    );
  });

  test(`${page} holds no words of its own but names that no language translates`, () => {
    assert.deepEqual(wordsOf(html), []);
  });
}

test("the pages name sentences at all", () => {
  const named = PAGES.flatMap((page) => [...readFileSync(page, "utf-8").matchAll(/data-text="/g)]);
  assert.ok(named.length > 100);
});

test("the reading of a page's words finds those in texts and attributes, and leaves names alone", () => {
  const html = `<p title="a">b <i translate="no">name<br>d</i> c</p><!-- e --><input aria-label="f"><img alt="">`;
  assert.deepEqual(wordsOf(html), ["a", "b", "c", "f"]);
});

test("no sentence of an app has the key of a shared one", () => {
  const shared = Object.keys(sentencesOf("look", "en"));
  for (const folder of ["student", "teacher", "library/pages"])
    assert.deepEqual(
      Object.keys(sentencesOf(folder, "en")).filter((key) => shared.includes(key)),
      [],
    );
});

/**
 * @param {string} html
 * @returns {string[]} what a person would read of it as it is served
 */
function wordsOf(html) {
  const found = [];
  /** @type {boolean[]} of each open element: whether it is left alone */
  const open = [];
  for (const [, end, tag, attributes = "", text = ""] of html
    .replace(/<!--.*?-->/gs, "")
    .matchAll(/<(\/?)([\w!]+)([^>]*)>|([^<]+)/g)) {
    const left = open.at(-1) === true || /\btranslate="no"/.test(attributes);
    found.push(
      ...[...attributes.matchAll(/\s(?:alt|title|placeholder|aria-label)="([^"]*)"/g)].map(
        ([, words]) => words,
      ),
    );
    if (tag === undefined && !left) found.push(text);
    if (end === "/") open.pop();
    else if (tag !== undefined && !/^(!doctype|meta|link|input|img|br)$/i.test(tag)) open.push(left);
  }
  return found.map((words = "") => words.trim()).filter((words) => /\p{L}/u.test(words));
}
