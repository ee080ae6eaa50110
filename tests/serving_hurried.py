"""`python -m tests.serving_hurried ...`: the real server, whose patience with connections is short."""

import backend.server.monkey_patch  # patches on import

# isort: split
import sys

import backend.limits.limits

PATIENCE_S = 1.0

for name in ("HTTP_SILENCE_S", "HEAD_WITHIN_S", "BODY_WITHIN_S", "HANDSHAKE_WITHIN_S", "ANSWER_WITHIN_S"):
    setattr(backend.limits.limits, name, PATIENCE_S)

if __name__ == "__main__":
    # Not above: whoever imports a limit keeps it.
    from backend.cli import main

    sys.exit(main(sys.argv[1:]))
