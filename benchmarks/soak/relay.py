"""`python -m benchmarks.soak.relay`: the real server, whose metrics also count its greenlets."""

import backend.server.monkey_patch  # patches on import

# isort: split
import gc
import sys
from collections.abc import Iterator

from greenlet import greenlet  # type: ignore[import-untyped]
from prometheus_client import ProcessCollector
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

import backend.relay.metrics
from backend.cli import main


class Census(ProcessCollector):
    """The process's own metrics, and what lives in it: looking at every object is too dear for a lesson."""

    def collect(self) -> Iterator[Metric]:
        """Yield all of them, after a collection: garbage is no leak."""
        gc.collect()
        yield from super().collect()
        alive = sum(isinstance(each, greenlet) and not each.dead for each in gc.get_objects())
        yield GaugeMetricFamily("greenlets", "Greenlets that have not ended.", alive)
        yield GaugeMetricFamily("allocated_blocks", "Blocks of memory in use.", sys.getallocatedblocks())


if __name__ == "__main__":
    vars(backend.relay.metrics)["ProcessCollector"] = Census
    sys.exit(main(sys.argv[1:]))
