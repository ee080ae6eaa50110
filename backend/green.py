"""Makes the standard library cooperative; a program that serves imports this module before every other."""

import warnings

with warnings.catch_warnings():
    # eventlet announces its own retirement at each import; docs/deployment.md says it once.
    warnings.simplefilter("ignore")
    import eventlet

    eventlet.monkey_patch()
