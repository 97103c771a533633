"""`python -m cleaner` and the `cleaner` script.

Whoever starts it may interrupt it at once, so nothing is loaded here that `main` does not watch.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`
if TYPE_CHECKING:
    from collections.abc import Sequence

SIGNALLED = 128
"""What the number of a signal that ends a command is added to, for its exit code."""
INTERRUPTED = SIGNALLED + 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, that of the process if none is given; the exit code.

    A process that is asked to end takes what is half-written with it. Nothing of what is loaded
    for a command goes again, nor need anybody look for it when all ends: that takes a tenth of the
    time of a short run.
    """
    import gc

    if arguments is None:
        gc.disable()
    try:
        if arguments is None:
            _mind_signals()
        from cleaner.cli import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        if arguments is None:
            gc.freeze()


def _mind_signals() -> None:
    """Have what asks the process to end do so as an interrupt does, unless it is to be ignored."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: object) -> None:
    raise SystemExit(SIGNALLED + number)


if __name__ == "__main__":
    raise SystemExit(main())
