/**
 * @file What axe does not look for on a page: motion, what is cut off, and where the focus cannot be seen.
 * Evaluates to an object of functions, each answering the problems it found, in words.
 */
({
  /** Motion that goes on although the person asked for stillness. */
  moving: () => document.getAnimations().map(({ playState }) => `an animation is ${playState}`),

  /** What a narrow window, or a large zoom, puts out of reach. */
  cutOff: () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in ${clientWidth}`] : [];
    const cut = [...document.querySelectorAll("p, li, h1, h2, h3, button, label, summary, a, legend")].filter(
      (element) =>
        element instanceof HTMLElement &&
        element.checkVisibility() &&
        element.closest(".visually-hidden") === null &&
        getComputedStyle(element).overflowX !== "visible" &&
        getComputedStyle(element).textOverflow !== "ellipsis" &&
        element.scrollWidth > element.clientWidth + 1,
    );
    return [...wide, ...cut.map(({ tagName, textContent }) => `${tagName} is cut off: ${textContent}`)];
  },

  /** Controls that take the focus and do not show it. */
  unseenFocus: () => {
    const before = document.activeElement;
    const controls = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
    const unseen = [...controls].filter((control) => {
      if (!(control instanceof HTMLElement) || !control.checkVisibility()) return false;
      control.blur(); // what a click focused shows no ring until it is focused anew
      control.focus(/** @type {any} */ ({ focusVisible: true, preventScroll: true }));
      const { outlineStyle, outlineWidth } = getComputedStyle(control);
      return document.activeElement === control && (outlineStyle === "none" || parseFloat(outlineWidth) < 2);
    });
    if (before instanceof HTMLElement) before.focus();
    return unseen.map(({ outerHTML }) => `the focus is not seen on ${outerHTML.slice(0, 120)}`);
  },
});
