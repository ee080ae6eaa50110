"""Linear equations with a symmetric positive definite matrix, by LAPACK. Twin of linear.js."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def solve(matrix: Array, right: Array) -> Array:
    """Return X of `matrix` X = `right`, both as rows: (n, n) and (n, m)."""
    found: Array = np.linalg.solve(matrix, right)
    return found
