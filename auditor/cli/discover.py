"""`auditor discover`: which addresses answer SNMP, and a target list of them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from auditor.cli.options import LoginOptions, config_option, login_options
from auditor.cli.outputs import check_writable, write_text
from auditor.cli.page import print_text
from auditor.cli.request import default_credentials, read_config
from auditor.config import Config
from auditor.discovery import Network, Search, SweepPace, count, discover, guess_vendor
from auditor.errors import TargetListError, UsageError
from auditor.identify import Knowledge
from auditor.model.finding import ExitCode
from auditor.model.limits import Limits
from auditor.model.sighting import Found
from auditor.model.target import SshKey, SshPassword
from auditor.report.target_list import Guessed, render_csv, render_summary, render_target_list
from auditor.resources import load_agent_knowledge
from auditor.sweep_journal import append_journal, read_journal
from auditor.targets.addresses import expand_addresses

SHOWN = 50
"""Addresses in the table on the screen."""
PRIVATE = 0o600


@click.command("discover", short_help="Find the addresses that answer SNMP.")
@click.argument("ranges", nargs=-1, required=True, metavar="RANGE...")
@config_option()
@login_options()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write the answering addresses as a target list (TOML).")  # fmt: skip
@click.option("--csv", "csv_path", type=click.Path(path_type=Path), metavar="FILE",
              help="Write every address asked and what it did.")  # fmt: skip
@click.option("--site", "sites", multiple=True, metavar="NETWORK=NAME",
              help="Site of the addresses in a network; the longest prefix wins. Repeatable.")  # fmt: skip
@click.option("--rate", type=click.FloatRange(1, 100_000), default=1_000.0, show_default=True,
              help="Packets per second, all together.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1, 60), default=1.5, show_default=True,
              help="Seconds to wait for the last answer of a batch.")  # fmt: skip
@click.option(
    "--retries",
    type=click.IntRange(0, 5),
    default=1,
    show_default=True,
    help="Repeats of a question without an answer.",
)
@click.option("--resume", type=click.Path(path_type=Path), metavar="FILE",
              help="Journal: what it holds is not asked again, what is found is added.")  # fmt: skip
@click.option("--follow", is_flag=True, help="Ask the LLDP and CDP neighbors of answering devices too.")
@click.option("--within", multiple=True, metavar="NETWORK",
              help="Where neighbors may be followed to.  [default: the ranges given]")  # fmt: skip
def discover_command(
    ranges: tuple[str, ...],
    config_path: Path | None,
    login: LoginOptions,
    output: Path | None,
    csv_path: Path | None,
    sites: tuple[str, ...],
    rate: float,
    timeout: float,
    retries: int,
    resume: Path | None,
    follow: bool,
    within: tuple[str, ...],
) -> int:
    """Ask every address of the ranges whether it speaks SNMP, and write a target list.

    First SNMPv3 engine discovery, which needs no credential, then the communities of the options or
    the configuration. Nothing outside the ranges is ever asked, but for --within. A RANGE is an
    address, "a-b" or a CIDR prefix.
    """
    config = read_config(config_path)
    credentials, port = default_credentials(login, config)
    networks = _networks(within or ranges, "--within" if within else "RANGE") if follow else ()
    if within and not follow:
        raise UsageError("--within says where to follow neighbors to", remedy="add --follow")
    named = _sites(sites)
    for path in filter(None, (output, csv_path, resume)):
        check_writable(path)
    search = Search(
        addresses=tuple(dict.fromkeys(_addresses(ranges))),
        credentials=credentials,
        pace=SweepPace(port, rate, timeout, retries),
        limits=config.limits if config else Limits(),
        within=networks,
    )
    knowledge = load_agent_knowledge()  # first: what reading it takes for a while is used again by the sweep
    known = read_journal(resume) if resume else ()
    found = discover(search, known, _observer(resume, len(search.addresses)))
    _publish(_guessed(found, knowledge, named, config, port), output, csv_path)
    return ExitCode.CLEAR


def _guessed(
    found: tuple[Found, ...],
    knowledge: Knowledge,
    sites: Sequence[tuple[Network, str]],
    config: Config | None,
    port: int,
) -> list[Guessed]:
    """What was found, with the names in the configuration that a target needs to be read. A community
    of the command line has none."""
    known = {one.name: one for one in config.credentials} if config else {}
    defaults = config.default_credentials if config else ()
    ssh = tuple(name for name in defaults if isinstance(known[name], SshPassword | SshKey))
    return [
        Guessed(
            one,
            guess_vendor(one, knowledge),
            _site(one.address, sites),
            port,
            (one.credential, *ssh) if one.credential in known else (),
        )
        for one in found
    ]


def _publish(guessed: list[Guessed], output: Path | None, csv_path: Path | None) -> None:
    if output:
        write_text(output, render_target_list(guessed), PRIVATE)
    if csv_path:
        write_text(csv_path, render_csv(guessed), PRIVATE)
    print_text(render_summary(guessed, count([one.found for one in guessed]), SHOWN))


class _observer:  # noqa: N801 a function with a count
    """Keeps the journal, and tells how far the sweep is."""

    def __init__(self, journal: Path | None, total: int) -> None:
        self._journal, self._total, self._done = journal, total, 0

    def __call__(self, batch: Sequence[Found]) -> None:
        if self._journal:
            append_journal(self._journal, batch)
        self._done += len(batch)
        click.echo(f"asked {self._done:,} of {max(self._total, self._done):,} addresses", err=True)


def _addresses(ranges: tuple[str, ...]) -> Iterator[str]:
    for text in ranges:
        for address in expand_addresses(text):
            try:
                ipaddress.ip_address(address)
            except ValueError:
                raise TargetListError(
                    f'"{address}" is a name', place="RANGE", remedy="give addresses; names need no sweep"
                ) from None
            yield address


def _networks(texts: tuple[str, ...], place: str) -> tuple[Network, ...]:
    """Networks of prefixes, addresses and "a-b" ranges."""
    networks: list[Network] = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text))
        except ValueError:
            if place != "RANGE":
                raise UsageError(
                    f'"{text}" is not a network', place=place, remedy="write it as 192.0.2.0/24"
                ) from None
            networks += (ipaddress.ip_network(address) for address in expand_addresses(text))
    return tuple(networks)


def _sites(texts: tuple[str, ...]) -> list[tuple[Network, str]]:
    """(network, site), the longest prefix first."""
    named: list[tuple[Network, str]] = []
    for text in texts:
        network, separator, name = text.partition("=")
        if not separator or not name.strip():
            raise UsageError(f'"{text}" is not NETWORK=NAME', place="--site")
        named += ((one, name.strip()) for one in _networks((network.strip(),), "--site"))
    return sorted(named, key=lambda pair: -pair[0].prefixlen)


def _site(address: str, sites: Sequence[tuple[Network, str]]) -> str:
    parsed = ipaddress.ip_address(address)
    return next((name for network, name in sites if parsed in network), "")
