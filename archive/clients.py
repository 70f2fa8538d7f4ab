"""Who asks: the address that a request came from, as budgets and the lock-out of failed logins count it.

What a request says of itself is believed only where a proxy that the operator named (`ARCHIVE_PROXIES`) says it.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
NOBODY = "192.0.0.8"  # the dummy address of RFC 7600, which no client has
"""Stands for all whose address is not known: those who come by a socket that is not named as a proxy."""
NETWORK_BITS = 64
"""Of an IPv6 address: what follows is the client's own to choose, so that counting it would count nobody."""


def client_address(request: HttpRequest) -> str:
    """The client's IPv4 address, or the first address of its IPv6 network of 64 bits.

    Read from the peer; from `X-Forwarded-For`, last entry first, as long as the one who added it is a named proxy.
    """
    client = _address(request.META.get("REMOTE_ADDR", ""))
    is_proxy = _is_proxy(client)
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while is_proxy and forwarded:
        before = _address(forwarded.pop())
        if before is None:
            break
        client = before
        is_proxy = _is_proxy(client)
    if client is None:
        return NOBODY
    if isinstance(client, IPv6Address):
        return str(ip_network((client, NETWORK_BITS), strict=False).network_address)
    return str(client)


def _is_proxy(address: Address | None) -> bool:
    """Whether a peer is one of the proxies; who has no address came by a Unix socket."""
    if address is None:
        return "unix" in settings.PROXIES
    return any(address in network for network in settings.PROXIES if network != "unix")


def _address(text: str) -> Address | None:
    """An address, an IPv4 one as itself where it is written as IPv6; None for what is none."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
