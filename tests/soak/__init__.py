"""The former name of benchmarks.soak, by which its commands can still be called."""

import benchmarks.soak

__path__ = benchmarks.soak.__path__
