"""Token buckets: a burst, then a rate, then the end."""

from __future__ import annotations

from backend.limits.limits import Allowance, Meter, TokenBucket

ALLOWANCE = Allowance(burst=5, per_s=2)


def test_a_burst_passes_and_no_more() -> None:
    bucket = TokenBucket(ALLOWANCE, 0)
    assert [bucket.take(0) for _ in range(6)] == [True] * 5 + [False]


def test_the_bucket_fills_at_its_rate() -> None:
    bucket = TokenBucket(ALLOWANCE, 0)
    for _ in range(5):
        bucket.take(0)
    assert [bucket.take(0.4), bucket.take(0.5), bucket.take(0.6)] == [False, True, False]


def test_the_bucket_never_holds_more_than_its_burst() -> None:
    bucket = TokenBucket(ALLOWANCE, 0)
    assert [bucket.take(1000) for _ in range(6)] == [True] * 5 + [False]


def test_ten_times_the_allowance_is_abuse() -> None:
    meter = Meter(ALLOWANCE, 0)
    paces = [meter.take(0) for _ in range(51)]
    assert paces == ["fair"] * 5 + ["too_fast"] * 45 + ["abuse"]


def test_a_patient_sender_is_never_too_fast() -> None:
    meter = Meter(ALLOWANCE, 0)
    assert {meter.take(step / 2) for step in range(1000)} == {"fair"}
