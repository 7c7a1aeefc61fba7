from __future__ import annotations

import pickle

import pytest

from auditor.collect.plan import (
    DEFAULT_PLAN,
    FORBIDDEN_ROOTS,
    SYS_OBJECT_ID,
    Plan,
    PlanIndex,
    PlanRoot,
    within,
)
from auditor.model.oid import encode_oid
from auditor.model.sections import SectionKind

ROOTS = [root.root for root in DEFAULT_PLAN.roots]
WALKED = [root.root for root in DEFAULT_PLAN.roots if root.kind is not SectionKind.PRIVATE_TREE]
"""All but the probes, which ask for one row."""


@pytest.mark.parametrize(("forbidden", "reason"), FORBIDDEN_ROOTS)
def test_no_root_of_the_plan_touches_a_forbidden_sub_tree(forbidden: str, reason: str) -> None:
    touching = [root for root in ROOTS if within(root, forbidden) or within(forbidden, root)]
    assert touching == []
    assert reason


@pytest.mark.parametrize(
    "not_asked",
    [
        "1.3.6.1.2.1.1.3.0",  # sysUpTime
        "1.3.6.1.2.1.1.4.0",  # sysContact: a person
        "1.3.6.1.2.1.2.2.1.10.1",  # ifInOctets
        "1.3.6.1.2.1.47.1.2.1.1.4.1",  # entLogicalCommunity
        "1.3.6.1.4.1.14988.1.1.16.1.1.12.1",  # mtxrLTEModemIMSI
        "1.3.6.1.4.1.9.9.661.1.3.1.1.1.1",  # c3gImsi
        "1.3.6.1.4.1.25506.2.98.1.2.1.1.4.1.1",  # hh3cUIMPin
        "1.3.6.1.4.1.48690.2.2.1.8.1",  # mIMSI
        "1.3.6.1.4.1.2011.5.25.31.1.1.3.1.8.1",  # received optical power
    ],
)
def test_volatile_personal_and_secret_values_are_not_asked_for(not_asked: str) -> None:
    assert [root for root in WALKED if within(not_asked, root)] == []


def test_no_row_is_asked_for_twice() -> None:
    pairs = [(a, b) for a in WALKED for b in WALKED if a is not b and within(a, b)]
    assert pairs == []


def test_every_root_and_condition_is_an_object_identifier() -> None:
    for root in DEFAULT_PLAN.roots:
        for dotted in (root.root, *root.when):
            assert encode_oid(dotted)


def test_the_device_names_itself_before_anything_depends_on_its_name() -> None:
    first_conditional = next(i for i, root in enumerate(DEFAULT_PLAN.roots) if root.when)
    assert first_conditional > ROOTS.index(SYS_OBJECT_ID)


def test_vendor_sub_trees_are_for_the_devices_that_have_them() -> None:
    def roots_for(sys_object_id: str) -> set[str]:
        return {root.root for root in DEFAULT_PLAN.roots if root.applies_to(sys_object_id)}

    modems = "1.3.6.1.4.1.25506.2.98.1.1.1.1.3"
    assert modems in roots_for("1.3.6.1.4.1.25506.1.100")
    assert modems in roots_for("1.3.6.1.4.1.11.2.3.7.11.160")
    assert modems not in roots_for("1.3.6.1.4.1.9.1.1208")
    assert modems not in roots_for("1.3.6.1.4.1.255061.1")
    assert modems not in roots_for("")


def test_only_agents_that_name_no_maker_are_probed_and_by_few_requests() -> None:
    index = PlanIndex(DEFAULT_PLAN)
    probed = {one: len(index.probes(one)) for one in ("", "1.3.6.1.4.1.8072.3.2.10", "1.3.6.1.4.1.9.1.1208")}
    assert probed == {"": 8, "1.3.6.1.4.1.8072.3.2.10": 8, "1.3.6.1.4.1.9.1.1208": 0}


def test_a_number_that_was_answered_is_asked_for_like_the_sys_object_id() -> None:
    index, generic = PlanIndex(DEFAULT_PLAN), "1.3.6.1.4.1.8072.3.2.10"
    told = set(index.after_first(generic, "1.3.6.1.4.1.2011")) - set(index.after_first(generic))
    assert "1.3.6.1.4.1.2011.5.25.31.1.1.3.1.24" in {root.root for root in told}
    assert all(root.applies_to("1.3.6.1.4.1.2011") for root in told)


def test_the_digest_tells_plans_apart_and_equal_plans_have_equal_digests() -> None:
    root = PlanRoot(SectionKind.SYSTEM, "1.3.6.1.2.1.1")
    plans = (
        Plan((root,)),
        Plan((root, root)),
        Plan((root._replace(when=("1.3.6.1.4.1.9",)),)),
        Plan((root._replace(kind=SectionKind.OTHER),)),
    )
    assert len(plans) == len({plan.digest for plan in plans})
    assert Plan((root,)).digest == Plan((root,)).digest
    assert Plan(()).digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_plan_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(DEFAULT_PLAN)) == DEFAULT_PLAN
