"""Where a request comes from: its network, for the throttle, and its device, for the person's own list."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from typing import Any

from litestar.connection import ASGIConnection

Connection = ASGIConnection[Any, Any, Any, Any]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Whoever has one address of these has them all.
_IPV4_BITS, _IPV6_BITS = 24, 64

# The first that fits: most browsers also name those they descend from.
_BROWSERS = (
    ("Edge", r"\bEdgA?(iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS)/"),
    ("Safari", r"\bVersion/.* Safari/"),
)
_PLATFORMS = (
    ("Android", r"\bAndroid\b"),
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Mac", r"\bMacintosh\b"),
    ("Linux", r"\bLinux\b"),
)


def client_of(connection: Connection) -> str:
    """The device in a few words, such as "Chrome, Android"; empty where nothing is recognised.

    Coarse on purpose: enough for somebody to know their own, too little to know anybody by.
    """
    agent = connection.headers.get("user-agent", "")[:1000]
    found = (next((name for name, mark in known if re.search(mark, agent)), "") for known in (_BROWSERS, _PLATFORMS))
    return ", ".join(filter(None, found))


def network_of(connection: Connection) -> str:
    """The network a request comes from: 256 addresses of IPv4, or the /64 of an IPv6 site.

    Taken from the socket. What a header says counts only where a trusted proxy wrote it.
    """
    trusted: Sequence[Network] = connection.app.state["trusted_proxies"]
    peer = _address(connection.client.host) if connection.client else None
    if peer is None:
        return ""
    if _within(peer, trusted):
        peer = _behind(peer, connection.headers.getall("x-forwarded-for", []), trusted)
    return str(ipaddress.ip_network((peer, _IPV4_BITS if peer.version == 4 else _IPV6_BITS), strict=False))


def origin_of(connection: Connection) -> str:
    """The address browsers use: the one set, or in the demo the one they came by."""
    configured: str | None = connection.app.state["origin"]
    headers = connection.headers
    return configured or headers.get("origin") or f"http://{headers.get('host', 'localhost')}"


def _behind(proxy: Address, headers: Iterable[str], trusted: Sequence[Network]) -> Address:
    """Whom the outermost trusted proxy speaks for: each adds its caller at the end, and what was there is hearsay."""
    caller = proxy
    for said in reversed(",".join(headers).split(",")):
        address = _address(said.strip())
        if address is None:
            return caller
        caller = address
        if not _within(address, trusted):
            return caller
    return caller


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, ipaddress.IPv6Address) else address


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
