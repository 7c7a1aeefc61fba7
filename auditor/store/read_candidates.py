"""What the rule pass needs: judgement classes, and the subjects of some of them.

Next: `reported_subjects`, which hands out what findings are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.model.finding import JudgementClass
from auditor.model.identity import SubjectKind
from auditor.store.documents import read_class
from auditor.store.records import ClassSubject
from auditor.store.session import Session

CLASSES = """
    SELECT k.class_key, k.record
    FROM judgement_class AS k
    WHERE EXISTS (
      SELECT 1 FROM component AS c JOIN target AS t ON t.target_key = c.device_key
      WHERE c.class_key = k.class_key AND c.current = 1 AND t.retired_at IS NULL)
    OR EXISTS (
      SELECT 1 FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
      WHERE n.class_key = k.class_key AND n.current = 1 AND t.retired_at IS NULL)
    ORDER BY k.class_key
"""
COMPONENTS_OF_CLASS = """
    SELECT t.id, t.site, c.path, coalesce(c.model_name, c.name, c.descr, ''), c.interface
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key
    WHERE c.class_key = ? AND c.current = 1 AND t.retired_at IS NULL
"""
NEIGHBORS_OF_CLASS = """
    SELECT t.id, t.site, n.key, coalesce(n.model_name, n.system_name, n.system_descr, ''), n.local_interface
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE n.class_key = ? AND n.current = 1 AND t.retired_at IS NULL
"""


def judgement_classes(session: Session) -> Iterator[tuple[int, JudgementClass]]:
    """(class id, class) of every class that a current subject of a listed target has."""
    with session.reading() as connection:
        rows = connection.execute(CLASSES).fetchall()
    for key, record in rows:
        yield key, read_class(record)


def subjects_of(session: Session, class_ids: Iterable[int]) -> tuple[ClassSubject, ...]:
    """The current subjects of these classes, by device, kind and key."""
    queries = ((SubjectKind.COMPONENT, COMPONENTS_OF_CLASS), (SubjectKind.NEIGHBOR, NEIGHBORS_OF_CLASS))
    with session.reading() as connection:
        subjects = [
            ClassSubject(class_id, kind, *row)
            for class_id in sorted(class_ids)
            for kind, query in queries
            for row in connection.execute(query, (class_id,))
        ]
    return tuple(sorted(subjects, key=lambda subject: (subject.device_id, subject.subject_kind, subject.key)))
