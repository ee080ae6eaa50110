"""The gate: what one address may try, so that a whole school gets in and nobody walks the room codes.

A code has 40 random bits and its check character can be computed, so a walker tries well-formed codes and
lands in rooms nobody is in. Students of a school land there too, but only the first of each room. Whoever
holds a token of ours is no walker and is never asked.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from backend.common.errors import TooFastError
from backend.limits.limits import CONNECTIONS, Allowance, TokenBucket

# What every address may do, by purpose.
ALLOWANCES: Mapping[str, Allowance] = {
    # A worker's connections may all come back at once through one proxy or NAT, after a restart.
    "join": Allowance(burst=CONNECTIONS, per_s=200),
    # Our page checks a code before it connects, so nearly nobody honest sends a wrong one.
    "wrong_code": Allowance(burst=300, per_s=1),
    # The rooms of a worker at 30 students each, and some. A code in 10^9 is a live room where a thousand are.
    "empty_room": Allowance(burst=1000, per_s=1),
    # As many, with or without the right create key.
    "new_room": Allowance(burst=1000, per_s=1),
}
WALKING = ("wrong_code", "empty_room")

# Buckets that are remembered, the least used forgotten first: about 5 MB.
BUCKETS = 20_000

# A site gets an IPv6 network of this size at most (RFC 6177), and all its addresses are one.
IPV6_SITE_BITS = 48


class Gate:
    """Counts by address, in memory alone; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], TokenBucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def spend(self, purpose: str, address: str) -> None:
        """Count one try; raise TooFastError where the address has none left."""
        if not self._bucket(purpose, site_of(address)).update(self._clock()):
            raise TooFastError("Too many tries from your network; wait a minute and try again.")

    def refuse_walker(self, address: str) -> None:
        """Raise TooFastError for an address that has tried too many codes, whatever it tries now."""
        site, now_s = site_of(address), self._clock()
        if any(self._bucket(purpose, site).is_empty(now_s) for purpose in WALKING):
            raise TooFastError(
                "Too many room codes were tried from your network; wait a minute and try again."
            )

    def _bucket(self, purpose: str, site: str) -> TokenBucket:
        key = (purpose, site)
        bucket = self._buckets.pop(key, None) or TokenBucket(ALLOWANCES[purpose], self._clock())
        self._buckets[key] = bucket
        if len(self._buckets) > BUCKETS:
            self._buckets.popitem(last=False)
        return bucket


class OpenGate(Gate):
    """Lets everybody through: a deployment whose addresses say nothing."""

    def spend(self, purpose: str, address: str) -> None:
        """Count nothing."""

    def refuse_walker(self, address: str) -> None:
        """Refuse nobody."""


def site_of(address: str) -> str:
    """Return what counts as one: an IPv4 address, an IPv6 site, or the text where it is neither."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), IPV6_SITE_BITS), strict=False))
