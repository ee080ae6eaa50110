"""The former name of benchmarks.bench, by which its commands can still be called."""

import benchmarks.bench

__path__ = benchmarks.bench.__path__
