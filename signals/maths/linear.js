/** @file Linear equations with a symmetric positive definite matrix, by Cholesky's factor. Twin of linear.py. */

/** @typedef {number[][]} Rows */

/**
 * Return X of `matrix` X = `right`, both as rows: n x n and n x m.
 * @param {Rows} matrix
 * @param {Rows} right
 * @returns {Rows}
 */
export function solve(matrix, right) {
  const factor = cholesky(matrix);
  return backward(factor, forward(factor, right));
}

/**
 * The lower triangle L of matrix = L L^T.
 * @param {Rows} matrix
 * @returns {Rows}
 */
function cholesky(matrix) {
  /** @type {Rows} */
  const factor = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let left = at(matrix, i, j);
      for (let k = 0; k < j; k++) left -= at(factor, i, k) * at(factor, j, k);
      put(factor, i, j, i === j ? Math.sqrt(left) : left / at(factor, j, j));
    }
  }
  return factor;
}

/**
 * @param {Rows} factor
 * @param {Rows} right
 * @returns {Rows}
 */
function forward(factor, right) {
  const found = right.map((row) => [...row]);
  for (let i = 0; i < factor.length; i++) {
    for (let column = 0; column < width(right); column++) {
      let left = at(found, i, column);
      for (let k = 0; k < i; k++) left -= at(factor, i, k) * at(found, k, column);
      put(found, i, column, left / at(factor, i, i));
    }
  }
  return found;
}

/**
 * @param {Rows} factor
 * @param {Rows} right
 * @returns {Rows}
 */
function backward(factor, right) {
  const found = right.map((row) => [...row]);
  for (let i = factor.length - 1; i >= 0; i--) {
    for (let column = 0; column < width(right); column++) {
      let left = at(found, i, column);
      for (let k = i + 1; k < factor.length; k++) left -= at(factor, k, i) * at(found, k, column);
      put(found, i, column, left / at(factor, i, i));
    }
  }
  return found;
}

/** @param {Rows} rows */
function width(rows) {
  return rows[0]?.length ?? 0;
}

/**
 * @param {Rows} rows
 * @param {number} i
 * @param {number} j
 * @returns {number}
 */
function at(rows, i, j) {
  return /** @type {number[]} */ (rows[i])[j] ?? 0;
}

/**
 * @param {Rows} rows
 * @param {number} i
 * @param {number} j
 * @param {number} value
 */
function put(rows, i, j, value) {
  /** @type {number[]} */ (rows[i])[j] = value;
}
