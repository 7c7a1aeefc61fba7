"""Schemas of formats for other programs: our own XSD of JUnit XML, and SARIF's JSON schema.

`data/sarif-2.1.0-rtm.5.json` is OASIS's schema as the package @microsoft/jest-sarif 1.0.0-beta.0
(MIT) distributes it.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from lxml import etree

DATA = Path(__file__).parent / "data"
XSD = etree.XMLSchema(etree.parse(str(DATA / "junit.xsd")))
SARIF = jsonschema.Draft4Validator(json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
