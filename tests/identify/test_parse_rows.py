"""Knowledge files: what is refused, and how the complaint reads."""

from __future__ import annotations

import pytest

from auditor.errors import ConfigError
from auditor.identify import Knowledge, parse_knowledge
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable

VENDOR = '[[vendor]]\nid = "acme"\nname = "Acme"\n'
ROW = """\
[[sys_descr]]
id = "descr/acme"
pattern = '^Acme '
claim = "maker"
vendor = "acme"
confidence = 90
source = "manual"
date = "2026-01-01"
matching = ["Acme 1"]
non_matching = ["acme"]
"""


def parse(*texts: str) -> Knowledge:
    oui = OuiTable.parse("# registry: oui\n# data-date: 2026-01-01\n")
    enterprises = EnterpriseTable.parse("# registry: enterprises\n# data-date: 2026-01-01\n")
    return parse_knowledge({f"{n}.toml": text for n, text in enumerate(texts)}, oui, enterprises)


def test_rows_may_be_in_any_file() -> None:
    found = parse(ROW, VENDOR)
    assert [row.row.id for row in found.sys_descrs] == ["descr/acme"]
    assert (found.sources[0].data_date, found.sources[0].rows) == ("2026-01-01", 2)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            VENDOR + ROW.replace('vendor = "acme"', 'vendor = "acne"'),
            r"0.toml: sys_descr descr/acme: vendor: unknown vendor 'acne' \(did you mean acme\?\)",
        ),
        (VENDOR + ROW.replace('"maker"', '"makes"'), "unknown claim 'makes'.*did you mean maker"),
        (VENDOR + ROW.replace("90", "900"), "confidence: is not a rank from 1 to 100"),
        (VENDOR + ROW.replace('source = "manual"\n', ""), "source: is missing"),
        (VENDOR + ROW.replace('["Acme 1"]', "[]"), "matching: is missing"),
        (VENDOR + ROW.replace("^Acme ", "Acme"), "pattern: is not anchored"),
        (VENDOR + ROW.replace("^Acme ", "^(Ac)*me"), "linear time"),
        (VENDOR + ROW.replace("^Acme ", "^.*a.*b.*c"), "linear time"),
        (VENDOR + ROW.replace("^Acme ", r"^(A)\1"), "linear time"),
        (VENDOR + ROW.replace("^Acme ", "^(Acme"), "no regular expression"),
        (VENDOR + ROW.replace("date =", "dates ="), "dates: is no key of this row.*did you mean date"),
        (VENDOR + ROW + ROW, "id: is used twice"),
        (VENDOR + VENDOR, "id: is used by 0.toml too"),
        (VENDOR.replace("acme", "Ac me"), "id: is not lower case"),
        (VENDOR + '[[vendor]]\nid = "other"\nname = "ACME Inc."\n', "'Acme' is other's too|'ACME Inc.' is"),
        (VENDOR + '[[vendor.affiliations]]\nto = "nobody"\nrelation = "brand"\n', "unknown vendor 'nobody'"),
        ("vendor = 5\n", r"0.toml: vendor: is no list of rows.*write \[\[vendor"),
        ("vendor = " + "[" * 50_000, "0.toml: is not TOML: nested too deeply"),
        ('[[vendors]]\nid = "acme"\n', "0.toml: vendors: is no kind of row.*did you mean vendor"),
        ("[[vendor]\n", "is not TOML"),
    ],
)
def test_a_bad_row_is_refused_by_file_row_key_and_remedy(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        parse(text)


def test_the_digest_tells_one_state_of_knowledge_from_another() -> None:
    assert parse(VENDOR).digest == parse(VENDOR).digest
    assert parse(VENDOR).digest != parse(VENDOR + ROW).digest
