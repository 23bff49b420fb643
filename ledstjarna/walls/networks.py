"""Where a request comes from, told by the server or by the proxies that are trusted; nothing here is stored."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def address_of(request: HttpRequest) -> Address | None:
    """The address of whoever asks; None when it cannot be told.

    Each of `settings.PROXIES` trusted proxies adds the address it was called from at the end of X-Forwarded-For. What
    stands before those anybody may have written.
    """
    way = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    way.append(request.META.get("REMOTE_ADDR") or "")
    if len(way) <= settings.PROXIES:
        return None
    try:
        found = ip_address(way[-1 - settings.PROXIES])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def is_inside(request: HttpRequest) -> bool:
    """Whether the request comes from one of the networks of `settings.OPEN_FILING`.

    A proxy that nobody has told of makes everyone look like the proxy itself; then nobody is inside.
    """
    if not settings.OPEN_FILING or (not settings.PROXIES and "X-Forwarded-For" in request.headers):
        return False
    address = address_of(request)
    return address is not None and any(address in network for network in settings.OPEN_FILING)
