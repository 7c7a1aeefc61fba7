"""What suppliers attest of the current subjects, kept beside what was observed of them.

A subject that is attested moves to a judgement class that says so and differs in nothing else;
the next evaluation moves it back first. Must not match or judge: `auditor.evaluate` does.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditor.model.attestations import Attestation, AttestedSubject, StatedSubject, attested_makers
from auditor.model.identity import SubjectKind
from auditor.store.documents import attestation_document, read_attestation
from auditor.store.known_before import ClassBook
from auditor.store.session import Session

STATED = """
    SELECT 'component', c.component_key, t.id, t.site, c.path, c.interface, coalesce(c.serial_num, ''),
      coalesce(c.model_name, ''), coalesce(m.id, '')
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key AND t.retired_at IS NULL
    LEFT JOIN vendor AS m ON m.vendor_key = c.manufacturer_key
    WHERE c.current = 1 AND (c.serial_num IS NOT NULL OR c.model_name IS NOT NULL)
    UNION ALL
    SELECT 'neighbor', n.neighbor_key, t.id, t.site, n.key, n.local_interface, coalesce(n.serial_num, ''),
      coalesce(n.model_name, ''), coalesce(m.id, '')
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key AND t.retired_at IS NULL
    LEFT JOIN vendor AS m ON m.vendor_key = n.manufacturer_key
    WHERE n.current = 1 AND (n.serial_num IS NOT NULL OR n.model_name IS NOT NULL)
"""
ATTESTED_CLASSES = "SELECT class_key FROM judgement_class WHERE attested = 1"
MOVE_BACK = (
    "UPDATE component SET class_key = ?1 WHERE class_key = ?2 AND current = 1",
    "UPDATE neighbor SET class_key = ?1 WHERE class_key = ?2 AND current = 1",
)
ADD = {
    SubjectKind.COMPONENT: """
        INSERT INTO attested_subject (device_key, component_key, attestation)
        SELECT device_key, component_key, ?2 FROM component WHERE component_key = ?1
    """,
    SubjectKind.NEIGHBOR: """
        INSERT INTO attested_subject (device_key, neighbor_key, attestation)
        SELECT device_key, neighbor_key, ?2 FROM neighbor WHERE neighbor_key = ?1
    """,
}
CLASS_OF = {
    SubjectKind.COMPONENT: "SELECT class_key FROM component WHERE component_key = ?",
    SubjectKind.NEIGHBOR: "SELECT class_key FROM neighbor WHERE neighbor_key = ?",
}
SET_CLASS = {
    SubjectKind.COMPONENT: "UPDATE component SET class_key = ? WHERE component_key = ?",
    SubjectKind.NEIGHBOR: "UPDATE neighbor SET class_key = ? WHERE neighbor_key = ?",
}
ATTESTED = """
    SELECT t.id, iif(a.neighbor_key IS NULL, 'component', 'neighbor'), coalesce(c.path, n.key),
      coalesce(c.serial_num, n.serial_num, ''), coalesce(c.model_name, n.model_name, ''),
      coalesce(s.name, 'unknown'), a.attestation
    FROM attested_subject AS a
    JOIN target AS t ON t.target_key = a.device_key
    LEFT JOIN component AS c ON c.component_key = a.component_key
    LEFT JOIN neighbor AS n ON n.neighbor_key = a.neighbor_key
    LEFT JOIN judgement_class AS k ON k.class_key = coalesce(c.class_key, n.class_key)
    LEFT JOIN status AS s ON s.status = k.status
    WHERE coalesce(c.current, n.current) = 1 AND t.retired_at IS NULL
    ORDER BY t.id, 2, 3, a.attested_key
"""
ATTESTATIONS_OF = {
    SubjectKind.COMPONENT: """
        SELECT attestation FROM attested_subject WHERE component_key = ? ORDER BY attested_key
    """,
    SubjectKind.NEIGHBOR: """
        SELECT attestation FROM attested_subject WHERE neighbor_key = ? ORDER BY attested_key
    """,
}


def stated_subjects(session: Session) -> Iterator[StatedSubject]:
    """Every current subject of a listed target that states a model or a serial number."""
    with session.reading() as connection:
        for kind, *rest in connection.execute(STATED):
            yield StatedSubject(SubjectKind(kind), *rest)


def restate_attested(
    session: Session, covered: Iterable[tuple[StatedSubject, tuple[Attestation, ...]]]
) -> None:
    """Replaces what is attested; subjects that no attestation covers any longer lose their mark."""
    with session.writing() as connection:
        book = ClassBook(session)
        connection.execute("DELETE FROM attested_subject")
        for (key,) in connection.execute(ATTESTED_CLASSES).fetchall():
            plain = book.key(book.read(key)._replace(attested=()))
            for statement in MOVE_BACK:
                connection.execute(statement, (plain, key))
        for subject, attestations in covered:
            _attest(connection, book, subject, attestations)


def _attest(
    connection: sqlite3.Connection,
    book: ClassBook,
    subject: StatedSubject,
    attestations: tuple[Attestation, ...],
) -> None:
    row = (subject.subject_id,)
    (key,) = connection.execute(CLASS_OF[subject.kind], row).fetchone()
    marked = book.key(book.read(key)._replace(attested=attested_makers(attestations)))
    connection.execute(SET_CLASS[subject.kind], (marked, subject.subject_id))
    documents = ((subject.subject_id, attestation_document(one)) for one in attestations)
    connection.executemany(ADD[subject.kind], documents)


def attested_subjects(session: Session) -> tuple[AttestedSubject, ...]:
    """The subjects that attestations cover, by device, kind and key, as the last evaluation left them."""
    found: dict[tuple[str, ...], list[Attestation]] = defaultdict(list)
    with session.reading() as connection:
        for *subject, document in connection.execute(ATTESTED):
            found[tuple(subject)].append(read_attestation(document))
    return tuple(
        AttestedSubject(device_id, SubjectKind(kind), key, serial, model, status, tuple(attestations))
        for (device_id, kind, key, serial, model, status), attestations in found.items()
    )


def attestations_of(
    connection: sqlite3.Connection, kind: SubjectKind, number: int
) -> tuple[Attestation, ...]:
    """What is attested of one subject, by its id in the views."""
    rows = connection.execute(ATTESTATIONS_OF[kind], (number,)).fetchall()
    return tuple(read_attestation(document) for (document,) in rows)
