/** @file A language's sentences, plurals and numbers, and whose language a page speaks. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLanguage } from "../../look/language.js";
import {
  dateText,
  directionOf,
  listText,
  numberText,
  percentText,
  pieces,
  speak,
  text,
} from "../../look/locale.js";

test("a sentence takes its values where its language wants them, numbers as that language writes them", () => {
  speak("de", { size: "{name}: {count} Byte" });
  assert.equal(text("size", { count: 12345.67, name: "Zoë" }), "Zoë: 12.345,7 Byte");
});

test("the plural form follows the language's rules, all six of them in Arabic", () => {
  const forms = ["zero", "one", "two", "few", "many", "other"];
  speak("ar", { students: Object.fromEntries(forms.map((form) => [form, form])) });
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((count) => text("students", { count })),
    forms,
  );
});

test("a form that is missing is said with the general one, a sentence that is missing by its name", () => {
  speak("en", { students: { other: "{count} students" } });
  assert.equal(text("students", { count: 1 }), "1 students");
  assert.equal(text("teachers"), "teachers");
  assert.equal(text("students"), "{count} students");
});

test("a value keeps its own direction in a language written from right to left", () => {
  speak("ar", { hand: "{name}: يد" });
  assert.equal(text("hand", { name: "Ada" }), "\u2068Ada\u2069: يد");
  speak("en", { hand: "{name}: hand" });
  assert.equal(text("hand", { name: "Ada" }), "Ada: hand");
});

test("a sentence is parted at its placeholders for what stands in them as an element", () => {
  speak("en", { name: "Your name {optional}." });
  assert.deepEqual(pieces("name"), [{ text: "Your name " }, { name: "optional" }, { text: "." }]);
});

test("numbers follow the region, words the language", () => {
  speak("de", { one: "eins" }, "de-CH");
  assert.match(numberText(1234567), /^1['’]234['’]567$/);
  assert.equal(text("one"), "eins");
  speak("fr", {});
  assert.match(percentText(0.3), /^30[\u00a0\u202f]%$/);
});

test("Arabic has one set of digits in every region, that of room codes and links", () => {
  for (const region of ["ar", "ar-EG", "ar-SA", "ar-MA"]) {
    speak("ar", { index: "{share} (95%)، {count}" }, region);
    const told = [
      text("index", { share: percentText(0.62), count: 1234.5 }),
      dateText(0, { dateStyle: "full", timeStyle: "medium" }),
      listText([numberText(42)]),
    ];
    assert.match(told.join(), /62.*1.?234.*1970.*42/s, region);
    assert.doesNotMatch(told.join(), /[\u0660-\u0669\u06f0-\u06f9]/, region);
  }
});

test("a list is written as the language writes lists", () => {
  speak("en", {});
  assert.equal(listText(["brows drawn together", "no smile"]), "brows drawn together, no smile");
});

test("what was chosen on this device goes before what the browser prefers, and that before English", () => {
  assert.deepEqual(chooseLanguage("", ["pt-BR", "fr-CA", "de"]), { language: "fr", region: "fr-CA" });
  assert.deepEqual(chooseLanguage("de", ["fr-CA", "de-AT"]), { language: "de", region: "de-AT" });
  assert.deepEqual(chooseLanguage("ar", ["fr"]), { language: "ar", region: "ar" });
  assert.deepEqual(chooseLanguage("klingon", ["pt"]), { language: "en", region: "en" });
  assert.deepEqual(chooseLanguage("", []), { language: "en", region: "en" });
});

test("Arabic is written from right to left, the others from left to right", () => {
  assert.deepEqual(["ar", "en", "de"].map(directionOf), ["rtl", "ltr", "ltr"]);
});
