"""Addresses as people write them: one address or host name, a range "a-b", a CIDR prefix.

Names are checked (RFC 1123) and kept: `collect` resolves them. Must not know target lists.
"""

from __future__ import annotations

import ipaddress
import re
from ipaddress import IPv4Address, IPv6Address

from auditor.errors import TargetListError

MAX_IPV4_RANGE = 1 << 20
"""1,048,576 addresses, a /12: the private block 172.16.0.0/12 whole; more is most likely a slip."""
MAX_IPV6_RANGE = 4_096
"""A /116: a /64 can never be swept, so IPv6 devices are listed, not searched for."""
MAX_NAME_CHARACTERS = 253
"""RFC 1123 2.1 and RFC 1035 2.3.4: 255 octets on the wire, 253 in text."""

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*\.?")
ZONE = re.compile(r"[A-Za-z0-9_.@-]{1,15}")
"""Interface names; Linux allows 15 characters (IFNAMSIZ less the NUL)."""
PREFIX_LENGTH = re.compile(r"[0-9]{1,3}")
LEADING_ZERO = re.compile(r"(?:^|\.)0[0-9]")
NUMERIC_RANGE = re.compile(r"[0-9.]+-[0-9.]+")
"""Could be a name by its characters ("192.0.2.1-9"), but nobody means one."""
NUMERIC_END = re.compile(r"(?:^|\.)[0-9]+\.?$")
"""A name whose last label is a number would be an address (RFC 1123 2.1)."""

RANGES_REMEDY = "write networks and ranges under [[ranges]] of a TOML list"

Address = IPv4Address | IPv6Address


def parse_address(text: str) -> str:
    """One device's address in canonical form, or its host name as written.

    The prefix length of an interface address ("192.0.2.7/24") is dropped. TargetListError
    for a network ("192.0.2.0/24"), a range, or an address that no single device has.
    """
    text = text.strip()
    bare, slash, length = text.partition("/")
    address = _address(bare)
    if address is None:
        if slash:
            raise TargetListError(f'"{text}" is not an address')
        return _check_name(text)
    if slash and _is_network(address, _prefix_length(text, address, length)):
        raise TargetListError(f'"{text}" is a network, and one target is one device', remedy=RANGES_REMEDY)
    return str(_usable(address))


def expand_addresses(text: str) -> tuple[str, ...]:
    """The addresses of an address, an "a-b" range ("192.0.2.1-20" too), a CIDR prefix or a name.

    The network and broadcast addresses of an IPv4 prefix are left out unless it is a /31
    (RFC 3021) or /32; of an IPv6 prefix shorter than /127 the subnet-router anycast address
    (RFC 4291 2.6.1). TargetListError for anything else, and above the MAX constants.
    """
    text = text.strip()
    if "/" in text:
        return _expand_prefix(text)
    address = _address(text)
    if address is not None:
        return (str(_usable(address)),)
    first, dash, last = text.partition("-")
    start = _address(first.strip()) if dash else None
    return _expand_range(text, start, last.strip()) if start is not None else (_check_name(text),)


def address_key(text: str) -> str:
    """What makes two written addresses the same; host names ignore case (RFC 4343)."""
    return text.lower().rstrip(".")


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.scope_id is not None and not ZONE.fullmatch(address.scope_id):
            raise TargetListError(f'"{text}" has a zone that is no interface name')
        # ::ffff:192.0.2.1 is the node 192.0.2.1 (RFC 4291 2.5.5.2); it must not count as another.
        return address.ipv4_mapped or address
    return address


def _usable(address: Address) -> Address:
    if address.is_multicast or address.is_unspecified or str(address) == "255.255.255.255":
        raise TargetListError(f'"{address}" is a multicast, broadcast or unspecified address, not one device')
    return address


def _prefix_length(text: str, address: Address, length: str) -> int:
    if PREFIX_LENGTH.fullmatch(length) and int(length) <= address.max_prefixlen:
        return int(length)
    raise TargetListError(f'"{text}" has no valid prefix length (0 to {address.max_prefixlen})')


def _is_network(address: Address, length: int) -> bool:
    """True for the lowest address of a prefix that no interface may use (/31, /127: RFC 3021, 6164)."""
    host_bits = address.max_prefixlen - length
    return host_bits > 1 and not int(address) & ((1 << host_bits) - 1)


def _expand_prefix(text: str) -> tuple[str, ...]:
    bare, _, written = text.partition("/")
    address = _address(bare)
    if address is None or "%" in bare:
        raise TargetListError(f'"{text}" is not a network prefix', remedy="write it as 192.0.2.0/24")
    length = _prefix_length(text, address, written)
    host_bits = address.max_prefixlen - length
    if int(address) & ((1 << host_bits) - 1):
        network = ipaddress.ip_network((int(address) >> host_bits << host_bits, length))
        raise TargetListError(
            f'"{text}" is an address inside a network',
            remedy=f"write {network} for all of it, {bare} for one",
        )
    first, last = int(address), int(address) | ((1 << host_bits) - 1)
    if host_bits > 1:
        first, last = first + 1, last - (address.version == 4)
    return _addresses_between(text, type(address)(first), type(address)(last))


def _expand_range(text: str, start: Address, last: str) -> tuple[str, ...]:
    if isinstance(start, IPv4Address) and last.isascii() and last.isdigit():
        last = f"{str(start).rpartition('.')[0]}.{last}"
    end = _address(last)
    if end is None or end.version != start.version or "%" in text:
        raise TargetListError(
            f'"{text}" is not a range', remedy="write it as 192.0.2.1-192.0.2.20 or 192.0.2.1-20"
        )
    if int(end) < int(start):
        raise TargetListError(f'"{text}" ends before it starts')
    return _addresses_between(text, start, end)


def _addresses_between(text: str, start: Address, end: Address) -> tuple[str, ...]:
    most = MAX_IPV4_RANGE if start.version == 4 else MAX_IPV6_RANGE
    if int(end) - int(start) >= most:
        raise TargetListError(
            f'"{text}" has more than {most} addresses', remedy="list the devices, or smaller ranges"
        )
    for address in (start, end):
        _usable(address)
    make = type(start)
    return tuple(str(make(number)) for number in range(int(start), int(end) + 1))


def _check_name(text: str) -> str:
    is_numeric = NUMERIC_END.search(text) or NUMERIC_RANGE.fullmatch(text)
    if len(text.rstrip(".")) <= MAX_NAME_CHARACTERS and NAME.fullmatch(text) and not is_numeric:
        return text
    raise TargetListError(
        f'"{text[:MAX_NAME_CHARACTERS]}" is neither an IP address nor a host name', remedy=_hint(text)
    )


def _hint(text: str) -> str:
    hints = (
        (LEADING_ZERO.search(text) and NUMERIC_END.search(text), "write octets without leading zeros"),
        (text.startswith("["), "write IPv6 addresses without brackets"),
        (":" in text and "." in text.partition(":")[0], "a port belongs in snmp_port"),
        ("_" in text, "host names have no underscore (RFC 1123); give the address instead"),
        (_address(text.partition("-")[0]) is not None, RANGES_REMEDY),
        (not text.isascii(), "write international names in their xn-- form"),
    )
    return next((hint for applies, hint in hints if applies), "")
