"""What the environment says of networks and proxies; plain Python, so that the supervisor can refuse at once."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network
MOST_PROXIES = 9


def open_networks() -> tuple[Network, ...]:
    """The networks of LEDSTJARNA_OPEN_FILING; none unless it is set. Raises ValueError with a sentence."""
    written = [part.strip() for part in os.environ.get("LEDSTJARNA_OPEN_FILING", "").split(",")]
    return tuple(_network(part) for part in written if part)


def trusted_proxies() -> int:
    """How many proxies LEDSTJARNA_PROXIES says stand in front; 0 unless it is set. Raises ValueError."""
    text = os.environ.get("LEDSTJARNA_PROXIES") or "0"
    if not (text.isascii() and text.isdecimal() and int(text) <= MOST_PROXIES):
        raise ValueError(f"LEDSTJARNA_PROXIES must be a number from 0 to {MOST_PROXIES}, not “{text}”.")
    return int(text)


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError:
        raise ValueError(
            f"LEDSTJARNA_OPEN_FILING must be networks such as 10.0.0.0/8, separated by commas: “{text}” is none."
        ) from None
