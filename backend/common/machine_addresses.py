"""Machine addresses: the host names and IPv4 addresses by which this machine is reached."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys

# Loopback, and "this network".
_OWN = ("127.", "0.")
# The ioctl that returns an interface's address on Linux: netdevice(7).
_SIOCGIFADDR = 0x8915


def own_names(host: str) -> list[str]:
    """Return the names and addresses under which this machine may be opened."""
    return sorted(
        {"localhost", "127.0.0.1", "::1", host, socket.gethostname(), *lan_addresses()} - {"0.0.0.0", "::"}
    )


def lan_addresses() -> list[str]:
    """Return the IPv4 addresses by which others in the network reach this machine, the likeliest first."""
    found = [*_routed_address(), *_interface_addresses()]
    return list(dict.fromkeys(address for address in found if not address.startswith(_OWN)))


def _routed_address() -> list[str]:
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        # Connecting a datagram socket sends nothing; it asks the routing table which address would be used.
        probe.connect(("192.0.2.1", 9))
        return [str(probe.getsockname()[0])]
    except OSError:
        return []
    finally:
        probe.close()


def _interface_addresses() -> list[str]:
    """Return each interface's address, as Linux tells it: a hotspot of one's own has no route out."""
    if sys.platform != "linux":
        return []
    import fcntl

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):
                told = fcntl.ioctl(asked, _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                found.append(socket.inet_ntoa(told[20:24]))
    return found
