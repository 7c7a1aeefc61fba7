"""The simulated network as a process: it answers on its addresses and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import sys

import pytest
from demo.snmp_requests import answered, request

from auditor.demo.cast import load_cast
from auditor.demo.network import DemoNetwork

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(sys.platform != "linux", reason="needs all of 127.0.0.0/8, as on Linux"),
]
SYS_NAME = "1.3.6.1.2.1.1.5.0"
WAIT_S = 20.0
"""Only ever waited for when the network is broken."""


def asked(address: str, port: int, community: str = "demo") -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as manager:
        manager.settimeout(WAIT_S)
        manager.connect((address, port))
        manager.send(request("get", SYS_NAME, community=community))
        return answered(manager.recv(2048)).rows[0][2]


def test_every_answering_device_says_its_name_on_one_port_and_the_child_ends() -> None:
    members = [member for member in load_cast().members if member.recording]
    network = DemoNetwork()
    with network as listening:
        assert [member.name for member in members] == [
            asked(member.address, listening.port) for member in members
        ]
        child = network.process_id
        assert child
        os.kill(child, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_two_networks_may_run_and_stop_twice() -> None:
    with DemoNetwork() as one, DemoNetwork() as two:
        assert one.port != two.port
    network = DemoNetwork()
    network.start()
    network.stop()
    network.stop()
    assert network.process_id == 0


def test_network_is_stopped_when_the_body_fails() -> None:
    network = DemoNetwork()
    with pytest.raises(RuntimeError, match="body"), network:
        child = network.process_id
        raise RuntimeError("body")
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


PARENT = """
import os
from auditor.demo.network import DemoNetwork
os.write(1, str(DemoNetwork().start().process_id).encode())
os._exit(9)
"""


def test_child_ends_when_its_parent_dies_without_stopping_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(os.read(parent.stdout.fileno(), 20))
    parent.stdout.close()
    assert parent.wait(WAIT_S) == 9
    with contextlib.suppress(ProcessLookupError):
        ended, _, _ = select.select([os.pidfd_open(child)], [], [], WAIT_S)
        assert ended
