/**
 * @file Whether the page's own script arrives: a plain script for any browser, which says in the reader's language what
 * is wrong where that script is lost on the way, is late, or is too new for the browser.
 *
 * Each page holds a box for this at its head, with the words for whoever has no script at all; look/language.js takes
 * it away when the page speaks. Nothing here may be newer than the floor `arrival`.
 */

// biome-ignore-all lint: written as browsers read it that are older than the floor.
(function () {
  /**
   * The oldest browsers that Readroom is made for, checked by tools/floor; Edge and others count as Chrome, and every
   * browser on an iPhone as Safari. What arrays `has` tells them apart: the last of it came with
   * exactly these versions.
   */
  var FLOORS = {
    arrival: { chrome: "49", firefox: "52", safari: "10.3" },
    student: { chrome: "92", firefox: "90", safari: "15.4", has: ["at"] },
    labels: { chrome: "92", firefox: "114", safari: "17" },
    teacher: { chrome: "110", firefox: "115", safari: "16", has: ["at", "toReversed"] },
  };
  var LATE_AFTER_MS = 6000;
  var ENGLISH = {
    language: "en",
    lost: "This page has not arrived completely. The network may be slow, or something may be blocking it.",
    old: "This browser is older than this page is made for. It needs Chrome or Edge {chrome}, Firefox {firefox} or Safari {safari}, or a newer one.",
    again: "Load again",
  };
  /** @type {(typeof ENGLISH)[]} */
  var WORDS = [
    ENGLISH,
    {
      language: "de",
      lost: "Diese Seite ist nicht vollständig angekommen. Vielleicht ist das Netz langsam, oder etwas blockiert sie.",
      old: "Dieser Browser ist älter, als diese Seite es braucht: Chrome oder Edge {chrome}, Firefox {firefox} oder Safari {safari}, oder neuer.",
      again: "Neu laden",
    },
    {
      language: "es",
      lost: "Esta página no ha llegado completa. Puede que la red sea lenta o que algo la bloquee.",
      old: "Este navegador es más antiguo de lo que esta página necesita: Chrome o Edge {chrome}, Firefox {firefox} o Safari {safari}, o más nuevo.",
      again: "Cargar de nuevo",
    },
    {
      language: "fr",
      lost: "Cette page n’est pas arrivée en entier. Le réseau est peut-être lent, ou quelque chose la bloque.",
      old: "Ce navigateur est trop ancien pour cette page, qui demande Chrome ou Edge {chrome}, Firefox {firefox} ou Safari {safari}, ou plus récent.",
      again: "Recharger",
    },
    {
      language: "ar",
      lost: "لم تصل هذه الصفحة كاملة. قد تكون الشبكة بطيئة، أو أن شيئًا ما يحجبها.",
      old: "هذا المتصفح أقدم مما تحتاج إليه هذه الصفحة: Chrome أو Edge {chrome} أو Firefox {firefox} أو Safari {safari}، أو أحدث.",
      again: "إعادة التحميل",
    },
  ];
  var script = /** @type {HTMLScriptElement} */ (document.currentScript);
  var floor = script.getAttribute("data-app") === "student" ? FLOORS.student : FLOORS.teacher;

  function wordsOfReader() {
    var wanted = navigator.languages || [navigator.language];
    for (var i = 0; i < wanted.length; i += 1)
      for (var j = 0; j < WORDS.length; j += 1) {
        var words = WORDS[j];
        if (words && String(wanted[i]).toLowerCase().split("-")[0] === words.language) return words;
      }
    return ENGLISH;
  }

  /**
   * Say it in the box, unless the page has taken that away.
   * @param {"lost" | "old"} kind
   */
  function say(kind) {
    var box = /** @type {HTMLElement | null} */ (document.querySelector("[data-role=unarrived]"));
    if (box === null || box.getAttribute("data-kind") === "old") return;
    var words = wordsOfReader();
    var line = document.createElement("p");
    line.textContent = words[kind]
      .replace("{chrome}", floor.chrome)
      .replace("{firefox}", floor.firefox)
      .replace("{safari}", floor.safari);
    box.textContent = "";
    box.setAttribute("data-kind", kind);
    box.lang = words.language;
    box.dir = words.language === "ar" ? "rtl" : "ltr";
    box.appendChild(line);
    if (kind === "lost") box.appendChild(againButton(words.again));
  }

  /** @param {string} words */
  function againButton(words) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "primary";
    button.setAttribute("data-role", "load-again");
    button.textContent = words;
    button.addEventListener("click", function () {
      location.reload();
    });
    return button;
  }

  /**
   * A script that did not come, or came and broke: the page has not taken the box away, and will not.
   * @param {Event} event
   */
  function onTrouble(event) {
    if (event.target !== window && !(event.target instanceof HTMLScriptElement)) return;
    if (document.readyState !== "loading") say("lost");
    else
      document.addEventListener("DOMContentLoaded", function () {
        say("lost");
      });
  }

  addEventListener("error", onTrouble, true);
  addEventListener("unhandledrejection", onTrouble);
  setTimeout(function () {
    say("lost");
  }, LATE_AFTER_MS);
  // Before the page's own script runs.
  document.addEventListener("readystatechange", function () {
    for (var i = 0; i < floor.has.length; i += 1) if (!(String(floor.has[i]) in Array.prototype)) say("old");
  });
})();
