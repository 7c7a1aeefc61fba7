"""The words a bundle begins with, for the person who opens it in a year."""

from __future__ import annotations

from auditor.model.finding import AuditResult
from auditor.report import wording

TEXT = """\
EVIDENCE BUNDLE of a network asset audit ({schema})

About:      {scope}
Run:        {run_id}
Judged as of {as_of}, by auditor {version}

{note}

What is here
  findings.json      what was found: the claims that verification must arrive at again
  judging.json       date, answers about the operator, policies and versions of the judgement
  explanations/      each finding in words, from the verdict down to the octets
  devices.json       the targets it is about, with the order of their recordings
  recordings/        one statement for each attempt at a device: when, how, how far, which sections
  sections/          what the device sent, verbatim: SNMP rows as object identifier and value
                     (BER, one after the other), or command output as text; the file name is its sha256
  knowledge/         the rows that read it; registries/ has the registry rows that were asked for
  policies/          the bytes of each policy pack (or of the operator's own list) by sha256
  audit.json         the whole report, in the bundle of a whole audit
  manifest.json      the sha256 of every file; manifest.sig is its Ed25519 signature, if there is one

To check it, without a network:
  auditor verify THIS.zip
  auditor verify --public-key KEY.pem THIS.zip
Only the second form says who wrote it. By hand: sha256sum of each file against manifest.json.

What it does not prove
  A device says what it says. Nobody opened it, and over SNMPv1 and v2c anybody on the path could
  have changed an answer ("authenticated" in a recording's statement says which). Sections may hold names,
  addresses and locations of your network: hand the bundle on as you would the network's documentation.
  Tables of subscribers' addresses are left out unless a finding is about what they show.
"""
SCOPES = {"finding": "one finding", "audit": "the whole of the last evaluation"}


def readme_text(scope: str, result: AuditResult) -> str:
    """README.txt of a bundle."""
    return TEXT.format(
        schema="auditor-bundle/1",
        scope=SCOPES[scope],
        run_id=result.run_id,
        as_of=result.as_of,
        version=result.product_version,
        note=wording.FINDING_NOTE,
    )
