"""`python -m auditor.demo`: the simulated network until standard input closes.

Prints "ready PORT" when all devices listen. `network` starts it as a child process.
"""

from __future__ import annotations

import signal
import sys

from auditor.demo.cast import load_cast, make_agents
from auditor.demo.server import bind_all, serve


def main() -> int:
    """Serve the cast; exit code 1 when its addresses cannot be used."""
    if not sys.stdin.isatty():
        # The parent decides when the demo ends, also when both get the terminal's interrupt.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    agents = make_agents(load_cast())
    try:
        sockets = bind_all(agents)
    except OSError as error:
        sys.stderr.write(f"the demo network cannot listen: {error}\n")
        return 1
    port = next(iter(sockets.values())).getsockname()[1]
    sys.stdout.write(f"ready {port}\n")
    sys.stdout.flush()
    serve(agents, sockets, sys.stdin.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
