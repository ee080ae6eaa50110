"""Metrics: the relay's counters in Prometheus' format, for `--metrics yes`. No codes, no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from backend.relay.counters import Counts, Durations
from backend.relay.delivery import Delivery
from backend.relay.registry import Registry

INFINITY = "+Inf"


class RelayCollector(Collector):
    """Reads the counters when Prometheus asks, so that nothing is computed in between."""

    def __init__(self, counts: Counts, registry: Registry, delivery: Delivery) -> None:
        self._counts = counts
        self._registry = registry
        self._delivery = delivery

    def collect(self) -> Iterator[Metric]:
        """Yield every metric of the relay."""
        yield _gauge_by(
            "readroom_connections", "Members connected now.", "role", self._registry.count_by_role()
        )
        yield GaugeMetricFamily(
            "readroom_rooms", "Rooms that have somebody now.", self._registry.count_rooms()
        )
        yield GaugeMetricFamily(
            "readroom_outbox_rows", "Rows that wait for the next tick.", self._delivery.count_waiting_rows()
        )
        yield GaugeMetricFamily(
            "readroom_unsent_packets",
            "Packets that wait for their client to read.",
            self._delivery.count_unsent_packets(),
        )
        yield CounterMetricFamily(
            "readroom_reports_in", "Reports accepted from students.", self._counts.reports_in
        )
        yield CounterMetricFamily(
            "readroom_reports_out", "Reports sent to boards, once for each board.", self._counts.reports_out
        )
        yield self._refused()
        yield _histogram(
            "readroom_flush_seconds", "How long a tick took to hand over its frames.", self._counts.flushes
        )

    def _refused(self) -> Metric:
        family = CounterMetricFamily(
            "readroom_refused", "What was refused, where and why.", labels=["where", "error"]
        )
        for labels, count in self._counts.refused.items():
            family.add_metric(labels, count)
        return family


def _gauge_by(name: str, help_: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, help_, labels=[label])
    for value, count in values.items():
        family.add_metric([value], count)
    return family


def _histogram(name: str, help_: str, durations: Durations) -> Metric:
    bounds: Sequence[str] = [*map(str, durations.bounds_s), INFINITY]
    buckets = list(zip(bounds, accumulate(durations.counts), strict=True))
    return HistogramMetricFamily(name, help_, buckets=buckets, sum_value=durations.total_s)


def make_metrics(counts: Counts, registry: Registry, delivery: Delivery) -> Blueprint:
    """Return the route `/metrics`, with the process's own memory, CPU and open files."""
    collectors = CollectorRegistry()
    collectors.register(RelayCollector(counts, registry, delivery))
    ProcessCollector(registry=collectors)
    metrics = Blueprint("metrics", __name__)

    def get_metrics() -> Response:
        return Response(generate_latest(collectors), content_type=CONTENT_TYPE_LATEST)

    metrics.add_url_rule("/metrics", view_func=get_metrics)
    return metrics
