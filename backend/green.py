"""Makes the standard library cooperative; a program that serves imports this module before every other."""

import os
import warnings

# eventlet's own name resolver loads a hundred modules, cryptography among them; a relay looks up one host.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")

with warnings.catch_warnings():
    # eventlet announces its own retirement at each import; docs/deployment.md says it once.
    warnings.simplefilter("ignore")
    import eventlet

    eventlet.monkey_patch()
