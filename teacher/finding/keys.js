/** @file The board's one-letter keys, which do nothing while somebody types. */

export const SHORTCUTS = { search: "/", pin: "p", help: "?" };
