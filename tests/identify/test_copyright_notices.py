"""Copyright notices in sysDescr: they name a maker where nothing else in the text does."""

from __future__ import annotations

import pytest
from identify.identify_builders import device, root_of


@pytest.mark.parametrize(
    ("descr", "expected"),
    [
        ("SSR 2000 Firmware 2.2 Copyright (c) 1996-1999 Cabletron Systems, Inc. All rights", "cabletron"),
        ("WLSE 1030 Release 2.13 (C) Copyright 2006 by Cisco Systems Inc.", "cisco"),
        ("Gateway 7 Copyright 2006 by Unheard Of Works Inc.", None),
        ("Gateway 7 beside Cisco Systems Inc.", None),
        ("Copyright", None),
        ("Netgear switch, Copyright (c) 2006 Cisco Systems", "netgear"),
    ],
)
def test_a_notice_names_the_maker_where_nothing_else_does(descr: str, expected: str | None) -> None:
    assert expected == root_of(device(descr=descr)).manufacturer.value


def test_the_holder_of_the_number_goes_before_a_notice() -> None:
    found = root_of(device(object_id="1.3.6.1.4.1.2636.1.1", descr="Copyright (c) 2006 Cisco Systems"))
    assert found.manufacturer.value == "juniper"
