"""Our own SNMP engine against pysnmp: the same device, the same sections."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from collect.polling import QUICK, community, poll_now, target_at, user
from loopback.snmpd import needs_snmpd, running_snmpd

from auditor.collect.plan import Plan, PlanRoot
from auditor.model.limits import SnmpEngineName
from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.sections import SectionKind
from auditor.model.target import AuthProtocol, Credential, PrivProtocol, SnmpVersion

pytestmark = [pytest.mark.loopback, needs_snmpd]

STEADY = Plan(
    tuple(
        PlanRoot(SectionKind.SYSTEM, root)
        for root in ("1.3.6.1.2.1.1.1", "1.3.6.1.2.1.1.9.1.2", "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.6.3.10.2.1.1")
    )
)
"""Tables of snmpd whose values do not change while it runs."""
PYSNMP = dataclasses.replace(QUICK, timeout_s=1.0, engine=SnmpEngineName.PYSNMP)

LOGINS = [
    community(version=SnmpVersion.V1),
    community(),
    user("signed", AuthProtocol.SHA256),
    user("md5-des", AuthProtocol.MD5, PrivProtocol.DES),
    user("sha1-aes128", AuthProtocol.SHA1, PrivProtocol.AES128),
    user("sha256-aes256", AuthProtocol.SHA256, PrivProtocol.AES256),
    user("sha512-aes256", AuthProtocol.SHA512, PrivProtocol.AES256),
    user("sha1-aes256-reeder", AuthProtocol.SHA1, PrivProtocol.AES256_REEDER),
]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with running_snmpd(tmp_path_factory.mktemp("snmpd")) as number:
        yield number


def sections(recording: Recording) -> list[tuple[str, str, int, str]]:
    return [(one.root, one.end.value, one.row_count, one.digest) for one in recording.sections]


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.name)
def test_both_engines_record_the_same_sections(port: int, login: Credential) -> None:
    ours = poll_now(target_at(port, login), STEADY)
    theirs = poll_now(target_at(port, login), STEADY, PYSNMP)
    assert (ours.outcome, theirs.outcome) == (Outcome.COMPLETE, Outcome.COMPLETE)
    assert sections(ours) == sections(theirs)
    assert theirs.security == f"{ours.security}, by pysnmp"


def test_pysnmp_too_tells_a_wrong_pass_phrase_from_an_unknown_user(port: int) -> None:
    wrong = user("signed", AuthProtocol.SHA256, auth_secret="not the pass phrase")
    unknown = user("nobody", AuthProtocol.SHA256)
    reasons = [poll_now(target_at(port, login), STEADY, PYSNMP).reason for login in (wrong, unknown)]
    assert reasons == [Reason.AUTHENTICATION_FAILED, Reason.UNKNOWN_USER]
