"""The measuring itself, on cases small enough to count by hand."""

from __future__ import annotations

import tomllib

import pytest
from quality.device_figures import with_faults
from quality.labels import Fault, Labels, is_recorded, own_addresses, stations, without_stale
from quality.levels import Level, levels_text, raised
from quality.measure import Comparison, Figure, Outcome, Tally, Target, compare, count, lower_bound, met
from quality.page import TOO_FEW, outline, share


def figure(*outcomes: Outcome, name: str = "vendor") -> Figure:
    cases = (Comparison(f"device-{at}", "", "acme", "other", outcome) for at, outcome in enumerate(outcomes))
    return Figure(name, "maker", tuple(cases))


@pytest.mark.parametrize(
    ("ours", "equal", "outcome"),
    [("acme", True, Outcome.RIGHT), ("other", False, Outcome.WRONG), ("", False, Outcome.UNSTATED)],
)
def test_an_answer_is_right_wrong_or_unstated(ours: str, equal: bool, outcome: Outcome) -> None:
    assert compare("device", "", "acme", ours, equal=equal).outcome is outcome


def test_a_label_at_fault_counts_for_nobody() -> None:
    tally = figure(Outcome.RIGHT, Outcome.WRONG, Outcome.UNSTATED, Outcome.LABEL_FAULT).tally
    assert (tally.n, tally.stated, tally.label_fault) == (3, 2, 1)


def test_the_lower_bound_is_wilsons() -> None:
    assert [round(lower_bound(*case), 4) for case in ((10, 10), (81, 263), (0, 5))] == [0.7225, 0.2553, 0.0]


def test_a_share_of_few_cases_is_not_stated() -> None:
    assert (share(29, 29), share(30, 30)) == (TOO_FEW, "100 % (≥ 88.6 %)")


def test_a_share_just_below_all_is_not_shown_as_all() -> None:
    assert share(9999, 10000).startswith("99.9 %")


def test_a_target_is_missed_by_one_wrong_answer_too_many() -> None:
    target = Target(0.9, 0.005)
    assert [met(Tally(950, wrong, 50 - wrong), target) for wrong in (5, 6)] == [True, False]


@pytest.mark.parametrize(
    ("tally", "holds"),
    [
        (Tally(90, 5, 5), True),
        (Tally(89, 5, 6), False),
        (Tally(90, 6, 4), False),
        (Tally(95, 5, 0), True),
        (Tally(180, 10, 10), True),
    ],
)
def test_a_level_holds_while_neither_recall_nor_precision_is_lower(tally: Tally, holds: bool) -> None:
    assert Level(90, 5, 100).holds(tally) is holds


def test_levels_are_raised_and_never_lowered() -> None:
    better = figure(Outcome.RIGHT, Outcome.RIGHT, name="better")
    worse = figure(Outcome.RIGHT, Outcome.WRONG, name="worse")
    levels = {"better": Level(1, 0, 2), "worse": Level(2, 0, 2)}
    assert raised(levels, (better, worse)) == {"better": Level(2, 0, 2), "worse": Level(2, 0, 2)}


def test_the_file_of_levels_reads_back() -> None:
    assert tomllib.loads(levels_text({"vendor": Level(1, 2, 3)})) == {
        "vendor": {"right": 1, "wrong": 2, "n": 3}
    }


def test_a_fault_applies_only_to_the_answer_and_label_it_argues_about() -> None:
    faults = (
        Fault("vendor", "device-0", "other", "acme", "both are right"),
        Fault("vendor", "device-1", "changed", "acme", "out of date"),
        Fault("model", "device-2", "other", "acme", "another figure"),
    )
    labels = Labels({}, (), (), (), faults)
    marked = with_faults(figure(*[Outcome.WRONG] * 3), labels)
    assert count(marked.comparisons) == Tally(0, 2, 0, 1)


def test_faults_that_no_longer_apply_are_dropped_from_the_file() -> None:
    one = '\n[[fault]]\nfigure = "vendor"\nrecording = "one"\n'
    two = '\n[[fault]]\nfigure = "vendor"\nrecording = "two"\n'
    assert without_stale("# head\n" + one + two, {("vendor", "one")}) == "# head\n" + one


def test_addresses_are_read_from_forwarding_and_arp_rows() -> None:
    recording = (
        b"1.3.6.1.2.1.4.22.1.2.7.10.0.0.1|4x|00259E000001\n"
        b"1.3.6.1.2.1.17.4.3.1.1.0.37.158.0.0.2|4x|00259e000002\r\n"
        b"1.3.6.1.2.1.17.7.1.2.2.1.2.100.0.37.158.0.0.3|2|5\n"
        b"1.3.6.1.2.1.2.2.1.6.1|4x|00259e000004\n"
    )
    assert stations(recording) == {"00259e000001", "00259e000002", "00259e000003"}
    assert own_addresses(recording) == {"00259e000004"}


def test_a_serial_is_found_as_text_and_as_octets() -> None:
    assert [is_recorded("AB1", octets) for octets in (b"|4|AB1\n", b"|4x|414231\n", b"|4|AB2\n")] == [
        True,
        True,
        False,
    ]


def test_the_outline_of_the_page_leaves_counts_out() -> None:
    page = "# T\n| maker | 9 |\n## Labels at fault\n| a | 9 |\n## Wrong answers that are ours\n| b | 9 |"
    assert outline(page) == [
        "# T",
        "maker",
        "## Labels at fault",
        "| a | 9 |",
        "## Wrong answers that are ours",
    ]
