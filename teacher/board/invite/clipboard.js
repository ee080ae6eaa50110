/** @file Clipboard: copies a link, or offers it selected in a field where the browser allows no clipboard. */

/**
 * @param {string} address
 * @returns {Promise<boolean>} false where the browser has no clipboard for this page, or lets nobody use it
 */
export async function copyText(address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}

/**
 * Let a link stand selected in a field, for a person to copy by the usual keys.
 * @param {string} address
 * @param {HTMLInputElement} field
 * @returns {boolean} whether that copied it already: plain HTTP, as in a classroom's own network, still lets it
 */
export function offerForCopying(address, field) {
  field.value = address;
  field.hidden = false;
  field.focus();
  field.select();
  return document.execCommand("copy");
}
