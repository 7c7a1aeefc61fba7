"""The reference switch: 48 copper ports, four uplinks, optics, 500 MAC addresses; 5,539 rows.

Lines in the .snmprec format. "@@ADDR@@" in a text is the asked address, so that each simulated
device has its own name and serial number, and answers that got mixed up can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator

INTEGER, TEXT, HEX, OID, ADDRESS, COUNTER, GAUGE, TICKS, COUNTER64 = (
    *("2", "4", "4x", "6", "64", "65", "66", "67", "70"),
)
Cell = tuple[str, str, object]
PORTS, MACS, ARP_ENTRIES, NEIGHBORS = 52, 500, 100, 10
OUIS = ("001b21", "00e0fc", "f4f5e8", "3c5ab4", "b827eb", "001a1e", "d067e5", "ac1f6b")
INTERFACES, NAMES = "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1"
ENTITY, BRIDGE, LLDP = "1.3.6.1.2.1.47.1.1.1.1", "1.3.6.1.2.1.17", "1.0.8802.1.1.2.1"
MAKER = "ExampleNet Systems"


def switch_lines(changed_share: float = 0.0) -> list[str]:
    """The switch's rows in OID order; `changed_share` of its MAC addresses are others, and its
    uptime and counters have gone on where it is above 0."""
    later = changed_share > 0
    cells = (*_system(later), *_interfaces(later), *_entity(), *_bridge(changed_share), *_lldp(), *_arp())
    ordered = sorted(cells, key=lambda cell: tuple(map(int, cell[0].split("."))))
    return [f"{oid}|{tag}|{value}" for oid, tag, value in ordered]


def _mac(oui: str, number: int) -> str:
    return f"{oui}{number:06x}"


def _system(later: bool) -> Iterator[Cell]:
    system = "1.3.6.1.2.1.1"
    yield (
        f"{system}.1.0",
        TEXT,
        "ExampleNet Switch Software, EN3850-48T-4X (UNIVERSALK9-M), Version 15.2(4)E10",
    )
    yield f"{system}.2.0", OID, "1.3.6.1.4.1.99999.1.1208"
    yield f"{system}.3.0", TICKS, 345_678_901 + 8_640_000 * later
    yield f"{system}.4.0", TEXT, "noc@example.net"
    yield f"{system}.5.0", TEXT, "sw-@@ADDR@@.example.net"
    yield f"{system}.6.0", TEXT, "Building 7, floor 2, rack B3"
    yield f"{system}.7.0", INTEGER, 6
    yield f"{system}.8.0", TICKS, 0
    for number in range(1, 11):
        yield f"{system}.9.1.2.{number}", OID, f"1.3.6.1.6.3.{number}.1"
        yield f"{system}.9.1.3.{number}", TEXT, f"The MIB module number {number} that this agent implements"
        yield f"{system}.9.1.4.{number}", TICKS, 12


def _interfaces(later: bool) -> Iterator[Cell]:
    yield "1.3.6.1.2.1.2.1.0", INTEGER, PORTS
    for port in range(1, PORTS + 1):
        copper = port <= 48
        index = port if copper else port + 50  # indexes are rarely contiguous
        name = f"GigabitEthernet1/0/{port}" if copper else f"TenGigabitEthernet1/1/{port - 48}"
        up = 1 if port % 4 else 2
        octets = 3_000_000_000 + port * 7919 + 1_000_000 * later
        plain = (
            *((1, INTEGER, index), (2, TEXT, name), (3, INTEGER, 6), (4, INTEGER, 1500)),
            *((5, GAUGE, 10**9 if copper else 4_294_967_295), (6, HEX, _mac("00e0fc", 0x100 + port))),
            *((7, INTEGER, 1), (8, INTEGER, up), (9, TICKS, 1000 * port), (10, COUNTER, octets)),
            *((column, COUNTER, port * column) for column in range(11, 21)),
            *((21, GAUGE, 0), (22, OID, "0.0")),
        )
        short = name.replace("TenGigabitEthernet", "Te").replace("GigabitEthernet", "Gi")
        extended = (
            *((1, TEXT, short), *((column, COUNTER, column * port) for column in range(2, 6))),
            *((column, COUNTER64, 9_000_000_000_000 + port * column) for column in range(6, 14)),
            *((14, INTEGER, 1), (15, GAUGE, 1000 if copper else 10_000), (16, INTEGER, 2)),
            *((17, INTEGER, 1), (18, TEXT, f"user port {port}" if copper else "uplink"), (19, TICKS, 0)),
        )
        yield from ((f"{INTERFACES}.{column}.{index}", tag, value) for column, tag, value in plain)
        yield from ((f"{NAMES}.{column}.{index}", tag, value) for column, tag, value in extended)


def _part(
    index: int, descr: str, physical_class: int, parent: int, position: int, name: str, *, serial: str = "",
    maker: str = "", model: str = "", hardware: str = "",
) -> Iterator[Cell]:  # fmt: skip
    columns: tuple[tuple[int, str, object], ...] = (
        *((2, TEXT, descr), (3, OID, f"1.3.6.1.4.1.99999.12.3.1.{physical_class}.{index}")),
        *((4, INTEGER, parent), (5, INTEGER, physical_class), (6, INTEGER, position), (7, TEXT, name)),
        *((8, TEXT, hardware), (9, TEXT, ""), (10, TEXT, ""), (11, TEXT, serial), (12, TEXT, maker)),
        *((13, TEXT, model), (14, TEXT, ""), (15, TEXT, ""), (16, INTEGER, 1 if serial else 2)),
        *((17, HEX, "07e5030a0c000000"), (18, TEXT, ""), (19, HEX, f"{index:032x}")),
    )
    yield from ((f"{ENTITY}.{column}.{index}", tag, value) for column, tag, value in columns)


def _entity() -> Iterator[Cell]:
    """Chassis, board, two power supplies, three fans, an uplink module, ports and their optics."""
    yield from _part(1, "EN3850 48-port stack member", 3, 0, -1, "Switch 1", serial="FOC@@ADDR@@",
                     maker=MAKER, model="EN3850-48T-4X", hardware="V07")  # fmt: skip
    yield from _part(2, "Switch Main Board", 9, 1, 1, "Main Board", serial="FOC22334455", maker=MAKER,
                     model="73-14444-04", hardware="V03")  # fmt: skip
    for number in (1, 2):
        yield from _part(10 + number, f"Switch Power Supply {number}", 6, 1, number,
                         f"Switch 1 - Power Supply {number}", serial=f"LIT2233{number:04d}",
                         maker="PowerParts Ltd", model="PWR-C1-715WAC")  # fmt: skip
    for number in (1, 2, 3):
        yield from _part(20 + number, f"Switch Fan {number}", 7, 1, number, f"Switch 1 - Fan {number}",
                         model="FAN-T1")  # fmt: skip
    yield from _part(30, "4x10G Uplink Module", 9, 1, 4, "Uplink Module", serial="FDO2244AB12", maker=MAKER,
                     model="EN3850-NM-4-10G")  # fmt: skip
    for port in range(1, PORTS + 1):
        descr = "Gigabit Ethernet Port" if port <= 48 else "Ten Gigabit Ethernet Port"
        name = f"Gi1/0/{port}" if port <= 48 else f"Te1/1/{port - 48}"
        yield from _part(1000 + port, descr, 10, 1 if port <= 48 else 30, port, name)
    for number, port in enumerate((*range(3, 48, 3), *range(49, PORTS + 1)), start=1):
        yield from _part(2000 + port, "SFP-10GBase-SR" if port > 48 else "1000BaseSX SFP", 9, 1000 + port, 1,
                         f"Transceiver {port}", serial=f"AGD2211{port:04d}",
                         maker=("OptiParts", "Finisar", "OEM")[number % 3],
                         model="SFP-10G-SR-S" if port > 48 else "GLC-SX-MMD")  # fmt: skip


def _bridge(changed_share: float) -> Iterator[Cell]:
    yield f"{BRIDGE}.1.1.0", HEX, _mac("00e0fc", 0x100)
    yield f"{BRIDGE}.1.2.0", INTEGER, PORTS
    yield f"{BRIDGE}.1.3.0", INTEGER, 2
    for port in range(1, PORTS + 1):
        index = port if port <= 48 else port + 50
        columns = ((1, INTEGER, port), (2, INTEGER, index), (3, OID, "0.0"), (4, COUNTER, 0), (5, COUNTER, 0))
        yield from ((f"{BRIDGE}.1.4.1.{column}.{port}", tag, value) for column, tag, value in columns)
    for number in range(MACS):
        other = 0x400000 if number < MACS * changed_share else 0
        mac = bytes.fromhex(_mac(OUIS[number % len(OUIS)], 0x10000 + other + number * 37))
        index_text = ".".join(map(str, ((10, 20, 30)[number % 3], *mac)))
        yield f"{BRIDGE}.7.1.2.2.1.2.{index_text}", INTEGER, number % PORTS + 1
        yield f"{BRIDGE}.7.1.2.2.1.3.{index_text}", INTEGER, 3
    for vlan in (1, 10, 20, 30):
        yield f"{BRIDGE}.7.1.4.3.1.1.{vlan}", TEXT, f"VLAN{vlan}"


def _lldp() -> Iterator[Cell]:
    yield f"{LLDP}.3.1.0", INTEGER, 4
    yield f"{LLDP}.3.2.0", HEX, _mac("00e0fc", 0x100)
    yield f"{LLDP}.3.3.0", TEXT, "sw-@@ADDR@@.example.net"
    for port in range(1, PORTS + 1):
        columns = ((2, INTEGER, "5"), (3, TEXT, f"port{port}"), (4, TEXT, f"local port {port}"))
        yield from ((f"{LLDP}.3.7.1.{column}.{port}", tag, value) for column, tag, value in columns)
    for number in range(NEIGHBORS):
        index = f"{1000 * number}.{number * 5 + 1}.{number + 1}"
        seen = (
            *((4, INTEGER, "4"), (5, HEX, _mac(OUIS[number % 8], 0x42 + number)), (6, INTEGER, "5")),
            *((7, TEXT, f"Gi0/{number}"), (8, TEXT, f"to floor {number}")),
            *((9, TEXT, f"neighbor-{number}.example.net"), (11, HEX, "2800"), (12, HEX, "2800")),
            (10, TEXT, f"Neighbor OS version {number}.1 on model NB-{number}00, compiled by builder"),
        )
        yield from ((f"{LLDP}.4.1.1.{column}.{index}", tag, value) for column, tag, value in seen)
        address = f"{index}.1.4.10.0.{number}.1"
        yield f"{LLDP}.4.2.1.3.{address}", INTEGER, 2
        yield f"{LLDP}.4.2.1.4.{address}", INTEGER, number + 1
        yield f"{LLDP}.4.2.1.5.{address}", OID, "0.0"


def _arp() -> Iterator[Cell]:
    for number in range(ARP_ENTRIES):
        address = f"10.20.{number // 200}.{number % 200 + 1}"
        mac = _mac(OUIS[number * 3 % 8], 0x9000 + number)
        for column, tag, value in (
            (1, INTEGER, "10"),
            (2, HEX, mac),
            (3, ADDRESS, address),
            (4, INTEGER, "3"),
        ):
            yield f"1.3.6.1.2.1.4.22.1.{column}.10.{address}", tag, value
