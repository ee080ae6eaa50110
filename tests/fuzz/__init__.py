"""The former name of benchmarks.fuzz, by which its commands can still be called."""

import benchmarks.fuzz

__path__ = benchmarks.fuzz.__path__
