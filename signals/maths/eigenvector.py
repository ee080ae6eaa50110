"""The eigenvector that gives Horn's rotation, by LAPACK. Twin of eigenvector.js."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def largest_eigenvector(matrix: Array) -> Array:
    """Return the unit eigenvector of the largest eigenvalue of (..., 4, 4), its first component >= 0."""
    vector = np.linalg.eigh(matrix)[1][..., :, -1]
    return vector * np.where(vector[..., :1] < 0, -1.0, 1.0)  # type: ignore[no-any-return]
