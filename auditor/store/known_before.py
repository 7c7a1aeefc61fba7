"""Judgement classes of subjects that were not read anew: after a partial reading, and where the
target list says something else of their device than when they were read.

Nothing here decodes or judges: a class is read, changed in the one respect, and found again.
Next: `history`, which keeps the subjects themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.model.finding import JudgementClass
from auditor.model.identity import Belief, Strength
from auditor.store.documents import read_class
from auditor.store.session import Session
from auditor.store.text import text_tuple

CONFLICT = "conflict"
"""Code of a belief whose evidence disagrees, as in `evaluate.classify`."""

READ_CLASS = "SELECT record FROM judgement_class WHERE class_key = ?"
LISTED_ROOTS = """
    SELECT d.device_key, t.in_scope, t.tags, c.class_key
    FROM device AS d
    JOIN target AS t ON t.target_key = d.device_key
    JOIN component AS c ON c.component_key = d.root_component_key
    WHERE t.retired_at IS NULL
    ORDER BY d.device_key
"""
DEVICE_FACTS = """
    SELECT t.in_scope, t.tags, d.root_component_key
    FROM device AS d JOIN target AS t ON t.target_key = d.device_key
    WHERE d.device_key = ?
"""
PART_CLASSES = """
    SELECT DISTINCT class_key FROM component
    WHERE device_key = ? AND current = 1 AND component_key <> ?
"""
CURRENT_CLASSES = """
    SELECT class_key FROM component WHERE device_key = ?1 AND current = 1
    UNION
    SELECT class_key FROM neighbor WHERE device_key = ?1 AND current = 1
"""
MOVE_SUBJECTS = (
    "UPDATE component SET class_key = ?1 WHERE device_key = ?2 AND class_key = ?3 AND current = 1",
    "UPDATE neighbor SET class_key = ?1 WHERE device_key = ?2 AND class_key = ?3 AND current = 1",
)
ROOT_CLASS = "SELECT class_key FROM component WHERE component_key = ?"
SET_ROOT_CLASS = "UPDATE component SET class_key = ? WHERE component_key = ?"


@dataclass(slots=True)
class ClassBook:
    """Classes by key and back, each read once."""

    session: Session
    _known: dict[int, JudgementClass] = field(default_factory=dict)

    def read(self, class_key: int) -> JudgementClass:
        """The class of a key."""
        if class_key not in self._known:
            record = self.session.connection.execute(READ_CLASS, (class_key,)).fetchone()[0]
            self._known[class_key] = read_class(record)
        return self._known[class_key]

    def key(self, judgement: JudgementClass) -> int:
        """The key of a class, which is added where it is new."""
        return self.session.keys.judgement_class(judgement)

    def merge(self, read_key: int, known_key: int) -> int:
        """The class of a part that was read in part and was known before."""
        if read_key == known_key:
            return read_key
        return self.key(merged(self.read(read_key), self.read(known_key)))


def merged(read: JudgementClass, known: JudgementClass) -> JudgementClass:
    """What is believed once a partial reading adds to what was known: nothing is taken back, and
    two makers are a conflict, which leaves no belief adequate."""
    makers = {read.manufacturer, known.manufacturer} - {""}
    conflict = read.conflict or known.conflict or len(makers) > 1
    beliefs = {*read.beliefs, *known.beliefs}
    if conflict:
        beliefs = {_doubted(belief) for belief in beliefs}
    return read._replace(
        structural=read.structural and known.structural,
        manufacturer=read.manufacturer or known.manufacturer,
        brand=read.brand or known.brand,
        conflict=conflict,
        beliefs=tuple(sorted(beliefs)),
    )


def _doubted(belief: Belief) -> Belief:
    adequate = belief.strength is Strength.ADEQUATE
    return Belief(belief.vendor, Strength.REVIEW, CONFLICT) if adequate else belief


def restate_targets(session: Session) -> int:
    """Gives subjects the scope and tags their target has on the list now; the number of devices.

    A device that no longer answers is judged as what the list says it is today.
    """
    with session.writing() as connection:
        book, changed = ClassBook(session), 0
        for device_key, in_scope, tags, class_key in connection.execute(LISTED_ROOTS).fetchall():
            root = book.read(class_key)
            if (root.in_scope, root.tags) != (bool(in_scope), _sorted(tags)):
                _restate(book, device_key)
                changed += 1
    return changed


def restate_device(session: Session, device_key: int) -> None:
    """Gives a device's current subjects the target's scope and tags, and its root what they contain."""
    _restate(ClassBook(session), device_key)


def _restate(book: ClassBook, device_key: int) -> None:
    connection = book.session.connection
    in_scope, tags, root_key = connection.execute(DEVICE_FACTS, (device_key,)).fetchone()
    for (class_key,) in connection.execute(CURRENT_CLASSES, (device_key,)).fetchall():
        judgement = book.read(class_key)
        stated = book.key(judgement._replace(in_scope=bool(in_scope), tags=_sorted(tags)))
        if stated != class_key:
            for statement in MOVE_SUBJECTS:
                connection.execute(statement, (stated, device_key, class_key))
    parts = [book.read(key) for (key,) in connection.execute(PART_CLASSES, (device_key, root_key)).fetchall()]
    root = book.read(int(connection.execute(ROOT_CLASS, (root_key,)).fetchone()[0]))
    row = (book.key(root._replace(contains=_contained(parts))), root_key)
    connection.execute(SET_ROOT_CLASS, row)


def _contained(parts: Iterable[JudgementClass]) -> tuple[Belief, ...]:
    return tuple(sorted({belief for part in parts for belief in part.beliefs}))


def _sorted(tags: str) -> tuple[str, ...]:
    return tuple(sorted(set(text_tuple(tags))))
