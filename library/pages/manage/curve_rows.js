/** @file Curve rows: the sums of a lesson as lines of a table and of a CSV file. */

/** @typedef {{bin_ms: number, bins: number, sums: Record<string, number[]>}} Curve */

export const COLUMNS = /** @type {const} */ (["first", "again", "lost", "slower", "faster", "back", "left"]);

/**
 * @param {Curve} curve
 * @returns {{start_s: number, sums: number[] | null}[]} a row a bin; null where fewer than five have been counted
 */
export function curveRows({ bin_ms, bins, sums }) {
  return Array.from({ length: bins }, (_, bin) => ({
    start_s: (bin * bin_ms) / 1000,
    sums: (sums.first?.[bin] ?? 0) === 0 ? null : COLUMNS.map((kind) => sums[kind]?.[bin] ?? 0),
  }));
}

/** @param {Curve} curve */
export function curveCsv(curve) {
  const lines = curveRows(curve).map(({ start_s, sums }) =>
    [start_s, ...(sums ?? COLUMNS.map(() => ""))].join(","),
  );
  return `${["start_s", ...COLUMNS].join(",")}\r\n${lines.join("\r\n")}\r\n`;
}
