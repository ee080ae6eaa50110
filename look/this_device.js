/** @file Loopback names: what a browser calls the device it runs on; nobody else reaches a server by them. */

const LOOPBACK = /^(localhost|.*\.localhost|127\..*|\[::1\]|0\.0\.0\.0)$/;

/** @param {string} hostname as in an address */
export const isThisDevice = (hostname) => LOOPBACK.test(hostname);
