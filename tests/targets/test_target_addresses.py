"""Addresses as people write them."""

from __future__ import annotations

import pytest

from auditor.errors import TargetListError
from auditor.targets.addresses import (
    MAX_IPV4_RANGE,
    MAX_IPV6_RANGE,
    address_key,
    expand_addresses,
    parse_address,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.7", ("192.0.2.7",)),
        (" 192.0.2.7 ", ("192.0.2.7",)),
        ("2001:DB8:0::7", ("2001:db8::7",)),
        ("fe80::1%eth0", ("fe80::1%eth0",)),
        ("fe80::1%br-lan", ("fe80::1%br-lan",)),
        ("::ffff:192.0.2.7", ("192.0.2.7",)),
        ("192.0.2.1-192.0.2.3", ("192.0.2.1", "192.0.2.2", "192.0.2.3")),
        ("192.0.2.254 - 192.0.3.1", ("192.0.2.254", "192.0.2.255", "192.0.3.0", "192.0.3.1")),
        ("192.0.2.9-11", ("192.0.2.9", "192.0.2.10", "192.0.2.11")),
        ("192.0.2.9-9", ("192.0.2.9",)),
        ("2001:db8::fe-2001:db8::100", ("2001:db8::fe", "2001:db8::ff", "2001:db8::100")),
        ("192.0.2.8/30", ("192.0.2.9", "192.0.2.10")),
        ("192.0.2.8/31", ("192.0.2.8", "192.0.2.9")),
        ("192.0.2.8/32", ("192.0.2.8",)),
        ("2001:db8::/126", ("2001:db8::1", "2001:db8::2", "2001:db8::3")),
        ("2001:db8::2/127", ("2001:db8::2", "2001:db8::3")),
        ("2001:db8::2/128", ("2001:db8::2",)),
        ("sw-1.example.net", ("sw-1.example.net",)),
        ("SW1", ("SW1",)),
        ("3com-1.example.net.", ("3com-1.example.net.",)),
        ("10-0-0-1.example.net", ("10-0-0-1.example.net",)),
    ],
)
def test_written_addresses_expand_in_order(text: str, expected: tuple[str, ...]) -> None:
    assert expected == expand_addresses(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "neither"),
        ("192.0.2.07", "leading zeros"),
        ("192.0.2.256", "neither"),
        ("192.0.2", "neither"),
        ("192.0.2.1.5", "neither"),
        ("1.2.3.4:161", "snmp_port"),
        ("[2001:db8::1]", "without brackets"),
        ("sw_1.example.net", "underscore"),
        ("münchen.example.net", "xn--"),
        ("-sw1.example.net", "neither"),
        ("sw1-.example.net", "neither"),
        ("sw1..example.net", "neither"),
        ("a" * 64 + ".example.net", "neither"),
        ("a." * 127 + "net", "neither"),
        ("sw1\0.example.net", "neither"),
        ("sw1.example.net\n", None),
        ("192.0.2.9-7", "ends before"),
        ("192.0.2.9-300", "not a range"),
        ("192.0.2.9-2001:db8::1", "not a range"),
        ("192.0.2.9-sw1", "not a range"),
        ("2001:db8::1-ff", "not a range"),
        ("fe80::1%eth0-fe80::2", "zone"),
        ("fe80::1%eth 0", "zone"),
        ("192.0.2.7/24", "write 192.0.2.0/24 for all of it, 192.0.2.7 for one"),
        ("192.0.2.0/33", "prefix length"),
        ("192.0.2.0/", "prefix length"),
        ("192.0.2.0/255.255.255.0", "prefix length"),
        ("192.0.2.0/0000024", "prefix length"),
        ("fe80::%eth0/64", "not a network prefix"),
        ("sw1/24", "not a network prefix"),
        ("0.0.0.0", "unspecified"),
        ("::", "unspecified"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "broadcast"),
        ("239.0.0.0/28", "multicast"),
        ("223.255.255.254-224.0.0.3", "multicast"),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(text: str, words: str | None) -> None:
    if words is None:  # white space around an address is no mistake
        assert (text.strip(),) == expand_addresses(text)
        return
    with pytest.raises(TargetListError) as caught:
        expand_addresses(text)
    assert words in str(caught.value)


def test_the_largest_prefixes_are_a_12_and_a_116() -> None:
    assert len(expand_addresses("172.16.0.0/12")) == MAX_IPV4_RANGE - 2
    assert len(expand_addresses("2001:db8::/116")) == MAX_IPV6_RANGE - 1


@pytest.mark.parametrize(
    "text", ["10.0.0.0/11", "10.0.0.0-10.16.0.0", "2001:db8::/115", "2001:db8::/64", "0.0.0.0/0"]
)
def test_larger_ranges_are_refused_before_they_are_made(text: str) -> None:
    with pytest.raises(TargetListError, match="more than"):
        expand_addresses(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.7/24", "192.0.2.7"),
        ("192.0.2.8/31", "192.0.2.8"),
        ("192.0.2.8/32", "192.0.2.8"),
        ("2001:db8::7/64", "2001:db8::7"),
        ("2001:db8::/127", "2001:db8::"),
        ("fe80::7%eth0/64", "fe80::7%eth0"),
    ],
)
def test_the_prefix_length_of_a_devices_address_is_dropped(text: str, expected: str) -> None:
    assert expected == parse_address(text)


@pytest.mark.parametrize("text", ["192.0.2.0/24", "2001:db8::/64", "192.0.2.1-9", "sw1/24", "192.0.2.1/x"])
def test_one_target_is_never_a_network_or_a_range(text: str) -> None:
    with pytest.raises(TargetListError):
        parse_address(text)


def test_names_that_differ_in_case_or_final_dot_are_the_same() -> None:
    assert address_key("sw1.example.net") == address_key("SW1.Example.net.")
