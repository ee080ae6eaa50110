"""Rate limit by address: lets a whole school in, and refuses who enumerates room codes.

The check character of a code can be computed, so somebody who guesses codes guesses well-formed ones, and
mostly reaches rooms that nobody is in. Students reach empty rooms too, but only as the first of each room.
Whoever presents a valid token is not guessing and is never limited here.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from backend.common.errors import TooFastError
from backend.limits.limits import CONNECTIONS, Allowance, TokenBucket

# What one address may do, by purpose.
ALLOWANCES: Mapping[str, Allowance] = {
    # A worker's connections may all come back at once through one proxy or NAT, after a restart.
    "join": Allowance(burst=CONNECTIONS, per_s=200),
    # The student's page checks a code before it connects, so honest clients hardly ever send a wrong one.
    "wrong_code": Allowance(burst=300, per_s=1),
    # More than a worker has rooms of 30 students. With a thousand live rooms, 1 code in 10^9 is one of them.
    "empty_room": Allowance(burst=1000, per_s=1),
    # Counted with or without the right create key.
    "new_room": Allowance(burst=1000, per_s=1),
}
ENUMERATION = ("wrong_code", "empty_room")

# Buckets that are kept, the least recently used evicted first: about 5 MB.
BUCKETS = 20_000

# A site gets an IPv6 network of this size at most (RFC 6177), so all its addresses count as one.
IPV6_SITE_BITS = 48


class AddressRateLimit:
    """Token buckets by address, in memory alone; `clock` is monotonic, in seconds."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        allowances: Mapping[str, Allowance] = ALLOWANCES,
    ) -> None:
        self._clock = clock
        self._allowances = allowances
        self._buckets: OrderedDict[tuple[str, str], TokenBucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def spend(self, purpose: str, address: str, about: str = "") -> None:
        """Count one attempt; raise TooFastError where the address has none left, for one thing where told."""
        if not self._bucket(purpose, f"{site_of(address)} {about}" if about else site_of(address)).take(
            self._clock()
        ):
            raise TooFastError("Too many tries from your network; wait a minute and try again.")

    def refuse_enumeration(self, address: str) -> None:
        """Raise TooFastError for an address that has tried too many codes, whatever it tries now."""
        site, now_s = site_of(address), self._clock()
        if any(self._bucket(purpose, site).is_empty(now_s) for purpose in ENUMERATION):
            raise TooFastError(
                "Too many room codes were tried from your network; wait a minute and try again."
            )

    def _bucket(self, purpose: str, site: str) -> TokenBucket:
        key = (purpose, site)
        bucket = self._buckets.pop(key, None) or TokenBucket(self._allowances[purpose], self._clock())
        self._buckets[key] = bucket
        if len(self._buckets) > BUCKETS:
            self._buckets.popitem(last=False)
        return bucket


class NoAddressRateLimit(AddressRateLimit):
    """No limit: for a deployment in which all clients have the same address."""

    def spend(self, purpose: str, address: str, about: str = "") -> None:
        """Count nothing."""

    def refuse_enumeration(self, address: str) -> None:
        """Refuse nobody."""


def site_of(address: str) -> str:
    """Return what counts as one address: an IPv4 address, an IPv6 site, or the text where it is neither."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), IPV6_SITE_BITS), strict=False))
