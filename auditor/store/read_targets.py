"""The target list as it stands, what its equipment is known by, and whom it announces.

Must not compare them: `auditor.evaluate` says which announced neighbor is no target.
"""

from __future__ import annotations

from auditor.model.target import SourceLine, Target
from auditor.store.records import AnnouncedNeighbor, KnownBy, StatedKeys
from auditor.store.session import Session
from auditor.store.text import text_tuple

TARGETS = """
    SELECT id, addresses, site, tags, in_scope, out_of_scope_reason, source_file, source_line
    FROM target
    WHERE retired_at IS NULL
    ORDER BY id
"""
NAMES = """
    SELECT id FROM target WHERE retired_at IS NULL
    UNION
    SELECT d.name FROM device AS d JOIN target AS t ON t.target_key = d.device_key
    WHERE t.retired_at IS NULL AND d.name IS NOT NULL
    ORDER BY 1
"""
ADDRESSES = """
    SELECT addresses FROM target WHERE retired_at IS NULL
"""
POLLED_ADDRESSES = """
    SELECT DISTINCT r.address
    FROM target AS t JOIN recording AS r ON r.recording_key IN (t.last_attempt_key, t.last_usable_key)
    WHERE t.retired_at IS NULL
"""
BASE_MACS = """
    SELECT DISTINCT d.base_mac
    FROM device AS d JOIN target AS t ON t.target_key = d.device_key
    WHERE t.retired_at IS NULL AND d.base_mac IS NOT NULL
    ORDER BY 1
"""
DEVICE_KEYS = """
    SELECT t.id, coalesce(c.serial_num, ''), coalesce(c.model_name, ''), coalesce(d.sys_object_id, ''),
      coalesce(d.engine_id, x''), d.base_mac
    FROM device AS d
    JOIN target AS t ON t.target_key = d.device_key
    JOIN component AS c ON c.component_key = d.root_component_key
    WHERE t.retired_at IS NULL AND d.recording_key IS NOT NULL
    ORDER BY t.id
"""
ANNOUNCED = """
    SELECT t.id, n.local_interface, n.protocol, coalesce(n.system_name, ''), n.mac,
      coalesce(n.addresses, '[]'), n.capabilities
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE t.retired_at IS NULL AND n.current = 1 AND n.capabilities IS NOT NULL
    ORDER BY t.id, n.key
"""


def read_targets(session: Session) -> tuple[Target, ...]:
    """The listed targets by id. Ports and credentials are the configuration's and are not kept."""
    with session.reading() as connection:
        rows = connection.execute(TARGETS).fetchall()
    return tuple(map(target_of, rows))


def target_of(row: tuple[str, str, str, str, int, str, str, int | None]) -> Target:
    """A target from the columns of TARGETS."""
    target_id, addresses, site, tags, in_scope, reason, file, line = row
    return Target(
        id=target_id,
        addresses=text_tuple(addresses),
        site=site,
        tags=text_tuple(tags),
        in_scope=bool(in_scope),
        out_of_scope_reason=reason,
        source=SourceLine(file, line) if line is not None else None,
    )


def known_by(session: Session) -> KnownBy:
    """Names, addresses and base MACs of the listed targets' equipment."""
    with session.reading() as connection:
        listed = [address for (texts,) in connection.execute(ADDRESSES) for address in text_tuple(texts)]
        polled = [address for (address,) in connection.execute(POLLED_ADDRESSES)]
        return KnownBy(
            tuple(name for (name,) in connection.execute(NAMES)),
            tuple(sorted({*listed, *polled} - {""})),
            tuple(mac for (mac,) in connection.execute(BASE_MACS)),
        )


def device_keys(session: Session) -> tuple[StatedKeys, ...]:
    """What each listed device that was read states to be told apart by, by its id."""
    with session.reading() as connection:
        return tuple(StatedKeys(*row) for row in connection.execute(DEVICE_KEYS))


def announced_neighbors(session: Session) -> tuple[AnnouncedNeighbor, ...]:
    """Current neighbors that state capabilities, by device and key."""
    with session.reading() as connection:
        rows = connection.execute(ANNOUNCED).fetchall()
        return tuple(
            AnnouncedNeighbor(
                device_id, interface, protocol, name, mac, text_tuple(addresses), text_tuple(capabilities)
            )
            for device_id, interface, protocol, name, mac, addresses, capabilities in rows
        )
