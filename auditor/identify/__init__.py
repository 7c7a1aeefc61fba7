"""Components and neighbors to identities with evidence; pure.

    device ─signals of each technique→ combine ─→ SubjectIdentity (manufacturer, brand, beliefs)

One file per technique, knowledge as data in knowledge/*.toml. Never reads a file or the
network: `auditor.resources` hands the knowledge in. Read `interface`, `combine`, `subjects`.
"""

from auditor.identify.interface import Knowledge
from auditor.identify.parse_rows import parse_knowledge
from auditor.identify.subjects import identify_device, identify_neighbors
from auditor.identify.vendors import VendorRegistry

__all__ = ["Knowledge", "VendorRegistry", "identify_device", "identify_neighbors", "parse_knowledge"]
