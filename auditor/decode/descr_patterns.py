"""All grammars of sysDescr in the order they are tried: vendors' first, then shared shapes.

The rows are data in `descr_network`, `descr_others` and `descr_shapes`.
"""

from __future__ import annotations

from auditor.decode.descr_network import NETWORK_PATTERNS
from auditor.decode.descr_others import OTHER_PATTERNS
from auditor.decode.descr_pattern import DescrPattern
from auditor.decode.descr_shapes import SHARED_SHAPES

DESCR_PATTERNS: tuple[DescrPattern, ...] = (*NETWORK_PATTERNS, *OTHER_PATTERNS, *SHARED_SHAPES)
