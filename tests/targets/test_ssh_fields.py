"""What target lists say of SSH: transports, ports, algorithms and platforms, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import TargetListError
from auditor.model.target import Target, Transport
from auditor.targets import ListSource, TargetDefaults, load_targets

SSH = 'transports = ["ssh", "snmp"]\nssh_port = 2222\nssh_algorithms = "legacy"\nplatform = "huawei_vrp"\n'


def listed(
    folder: Path, text: str, name: str = "list.toml", defaults: TargetDefaults | None = None
) -> Target:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (target,) = load_targets(ListSource(path, path.suffix[1:]), defaults or TargetDefaults())
    return target


def fields(target: Target) -> tuple[tuple[Transport, ...], int, str, str]:
    return target.transports, target.ssh_port, target.ssh_algorithms, target.platform


STATED = ((Transport.SNMP, Transport.SSH), 2222, "legacy", "huawei_vrp")


def test_a_target_says_how_it_is_asked_and_snmp_comes_first(tmp_path: Path) -> None:
    assert fields(listed(tmp_path, f'[[targets]]\naddress = "192.0.2.1"\n{SSH}')) == STATED


def test_the_defaults_of_a_list_hold_for_its_targets(tmp_path: Path) -> None:
    assert fields(listed(tmp_path, f'[defaults]\n{SSH}[[targets]]\naddress = "192.0.2.1"\n')) == STATED


def test_a_csv_list_says_the_same(tmp_path: Path) -> None:
    text = "address,transports,ssh_port,ssh_algorithms,platform\n192.0.2.1,ssh snmp,2222,legacy,huawei_vrp\n"
    assert fields(listed(tmp_path, text, "list.csv")) == STATED


def test_a_target_that_says_nothing_is_asked_over_snmp_alone(tmp_path: Path) -> None:
    target = listed(tmp_path, '[[targets]]\naddress = "192.0.2.1"\n', defaults=TargetDefaults(ssh_port=2022))
    assert fields(target) == ((Transport.SNMP,), 2022, "modern", "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('transports = ["shh"]', 'transports: unknown word "shh" (did you mean "ssh"?)'),
        ('platform = "huawei_vpr"', 'platform: unknown word "huawei_vpr" (did you mean "huawei_vrp"?)'),
        ('ssh_algorithms = "old"', 'ssh_algorithms: unknown word "old"'),
        ("ssh_port = 0", "ssh_port: must be from 1 to 65535"),
    ],
)
def test_a_slip_is_named_with_the_nearest_word(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(TargetListError) as caught:
        listed(tmp_path, f'[[targets]]\naddress = "192.0.2.1"\n{line}\n')
    assert words in str(caught.value)
