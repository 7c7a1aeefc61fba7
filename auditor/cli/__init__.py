"""The command line: parse, call the pipeline, print, exit. One file per command.

`main` is the only place where exceptions become exit codes.
"""

from __future__ import annotations

import io
import signal
import sys
import traceback
from types import FrameType

import click

from auditor.cli.group import auditor
from auditor.cli.page import silence
from auditor.errors import AuditorError
from auditor.housekeeping import unhurried_collector
from auditor.model.finding import ExitCode

__all__ = ["auditor", "main"]


def main() -> None:
    """Run the command line and leave the process with the exit code of the architecture."""
    if sys.platform != "linux":
        print(f"auditor runs on Linux only for now; this is {sys.platform}.", file=sys.stderr)
        sys.exit(ExitCode.USAGE)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or log that cannot show a character gets its escape, not a crash.
            stream.reconfigure(errors="backslashreplace")
    unhurried_collector()
    _heed_stops()
    sys.exit(_run())


def _heed_stops() -> None:
    """A service manager's stop is an interrupt like the one of a terminal, by the same handler."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # So a shell starts what it puts in the background. The terminal's interrupt still does nothing
        # there, but asyncio takes over its handler, which a stop needs.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _stop)


def _stop(_number: int, frame: FrameType | None) -> None:
    interrupt = signal.getsignal(signal.SIGINT)
    if callable(interrupt):
        interrupt(signal.SIGINT, frame)


def _run() -> int:
    try:
        outcome = auditor.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        print("auditor: interrupted; everything acknowledged so far is kept.", file=sys.stderr)
        return 130
    except SystemExit:
        # click ends the process, and for this alone: the reader of our output went away. No failure.
        silence(sys.stdout)
        return ExitCode.CLEAR
    except Exception as error:  # noqa: BLE001  (the process ends here, with the failure shown)
        return _failed(error)
    return outcome if isinstance(outcome, int) else ExitCode.CLEAR


def _failed(error: Exception) -> int:
    """Say what happened in one line; with a traceback only where the fault is ours."""
    if isinstance(error, AuditorError):
        print(f"auditor: {error}", file=sys.stderr)
        return error.exit_code
    if isinstance(error, OSError):
        # Files of ours report themselves; what is left is standard output.
        print(f"auditor: cannot write the output: {error.strerror or error}", file=sys.stderr)
    else:
        traceback.print_exception(error)
        name = type(error).__name__
        print(f"auditor: internal failure ({name}); nothing stored was lost.", file=sys.stderr)
    return ExitCode.OUR_FAILURE
