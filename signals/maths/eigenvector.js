/** @file The eigenvector that gives Horn's rotation, by cyclic Jacobi. Twin of eigenvector.py. */

/** @typedef {[number, number, number, number]} Quaternion real part first */

// Convergence is quadratic: six sweeps reach the last bit of a 4x4 matrix, and the rest then cost nothing.
const SWEEPS = 12;

/**
 * Return the unit eigenvector of the largest eigenvalue of a symmetric 4x4 matrix (16 numbers, which are
 * used up), its first component >= 0. Cyclic Jacobi.
 * @param {number[]} matrix
 * @returns {Quaternion}
 */
export function largestEigenvector(matrix) {
  const vectors = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let p = 0; p < 4; p += 1) {
      for (let q = p + 1; q < 4; q += 1) annihilate(matrix, vectors, p, q);
    }
  }
  let best = 0;
  for (let i = 1; i < 4; i += 1) if (cell(matrix, i, i) > cell(matrix, best, best)) best = i;
  const sign = cell(vectors, 0, best) < 0 ? -1 : 1;
  return [
    sign * cell(vectors, 0, best),
    sign * cell(vectors, 1, best),
    sign * cell(vectors, 2, best),
    sign * cell(vectors, 3, best),
  ];
}

/**
 * @param {number[]} matrix
 * @param {number} row
 * @param {number} column
 */
function cell(matrix, row, column) {
  return /** @type {number} */ (matrix[4 * row + column]);
}

/**
 * Return whether an entry is too small beside another to change it.
 * @param {number} entry
 * @param {number} beside
 */
function isLost(entry, beside) {
  return Math.abs(beside) + Math.abs(entry) === Math.abs(beside);
}

/**
 * Turn the plane (p, q) so that the matrix has no entry there, and the vectors with it.
 * @param {number[]} matrix
 * @param {number[]} vectors
 * @param {number} p
 * @param {number} q
 */
function annihilate(matrix, vectors, p, q) {
  const entry = cell(matrix, p, q);
  const [atP, atQ] = [cell(matrix, p, p), cell(matrix, q, q)];
  if (isLost(entry, atP) && isLost(entry, atQ)) return;
  const theta = (atQ - atP) / (2 * entry);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cos = 1 / Math.sqrt(t * t + 1);
  turnColumns(matrix, p, q, cos, t * cos);
  turnRows(matrix, p, q, cos, t * cos);
  turnColumns(vectors, p, q, cos, t * cos);
}

/**
 * @param {number[]} matrix
 * @param {number} p
 * @param {number} q
 * @param {number} cos
 * @param {number} sin
 */
function turnColumns(matrix, p, q, cos, sin) {
  for (let row = 0; row < 4; row += 1) {
    const [a, b] = [cell(matrix, row, p), cell(matrix, row, q)];
    matrix[4 * row + p] = cos * a - sin * b;
    matrix[4 * row + q] = sin * a + cos * b;
  }
}

/**
 * @param {number[]} matrix
 * @param {number} p
 * @param {number} q
 * @param {number} cos
 * @param {number} sin
 */
function turnRows(matrix, p, q, cos, sin) {
  for (let column = 0; column < 4; column += 1) {
    const [a, b] = [cell(matrix, p, column), cell(matrix, q, column)];
    matrix[4 * p + column] = cos * a - sin * b;
    matrix[4 * q + column] = sin * a + cos * b;
  }
}
