"""The former name of benchmarks.evaluation, by which its commands can still be called."""

import benchmarks.evaluation

__path__ = benchmarks.evaluation.__path__
