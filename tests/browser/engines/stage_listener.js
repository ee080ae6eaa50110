/**
 * @file Writes down every complaint of a page, for a driver that cannot read the console; the tests put it before
 * the page's own scripts. What a worker writes into its own console is not heard.
 */

(() => {
  const KEPT_AS = "complaints";

  const keep = (/** @type {string} */ line) => {
    const lines = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "[]");
    sessionStorage.setItem(KEPT_AS, JSON.stringify([...lines, line]));
  };

  for (const kind of /** @type {("error" | "warn")[]} */ (["error", "warn"])) {
    const write = console[kind];
    console[kind] = (...words) => {
      keep(words.map(String).join(" "));
      write.apply(console, words);
    };
  }
  addEventListener("unhandledrejection", ({ reason }) => keep(`rejected: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    keep(`refused by ${violatedDirective}: ${blockedURI}`),
  );
  // Captured, so that what does not load is heard as well as what throws.
  addEventListener(
    "error",
    ({ message, target }) => keep(message ?? `not loaded: ${describe(target)}`),
    true,
  );

  function describe(/** @type {EventTarget | null} */ target) {
    return target instanceof Element ? target.outerHTML : String(target);
  }
})();
