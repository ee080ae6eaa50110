"""`python -m benchmarks.bench.relays.readroom ...`: the real server, but for how much a student may send.

Six hundred students at the real allowance do not saturate it. The meters run all the same.
"""

# isort: split
import sys

from backend.cli import main
from backend.limits.limits import Allowance
from backend.rooms import sessions

if __name__ == "__main__":
    sessions.STUDENT = Allowance(burst=1e9, per_s=1e9)  # type: ignore[attr-defined]
    sys.exit(main(sys.argv[1:]))
