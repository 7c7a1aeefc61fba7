"""`python -m auditor.demo`: the simulated network until standard input closes.

Prints "ready PORT TYPE KEY" when all devices listen, the SSH host key of all of them in base64.
`network` starts it as a child process.
"""

from __future__ import annotations

import signal
import sys

import paramiko

from auditor.demo.cast import PASSWORD, USER, load_cast, make_agents, make_cli_devices
from auditor.demo.server import bind_all, serve
from auditor.demo.ssh_server import Account, SshServer


def main() -> int:
    """Serve the cast; exit code 1 when its addresses cannot be used."""
    if not sys.stdin.isatty():
        # The parent decides when the demo ends, also when both get the terminal's interrupt.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    cast = load_cast()
    agents, devices = make_agents(cast), make_cli_devices(cast)
    try:
        sockets = bind_all(agents, devices)
    except OSError as error:
        sys.stderr.write(f"the demo network cannot listen: {error}\n")
        return 1
    key = paramiko.ECDSAKey.generate()
    server = SshServer(Account(USER, PASSWORD), key)
    for address, device in devices.items():
        server.serve(device, sockets.tcp[address])
    sys.stdout.write(f"ready {sockets.port} {key.get_name()} {key.get_base64()}\n")
    sys.stdout.flush()
    serve(agents, sockets.udp, sys.stdin.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
