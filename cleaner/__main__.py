"""`python -m cleaner` and the `cleaner` script."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, that of the process if none is given; the exit code.

    Nothing of what is loaded for it goes again, nor need anybody look for it when all ends: that
    takes a tenth of the time of a short run.
    """
    if arguments is None:
        gc.disable()
    try:
        from cleaner.cli import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130
    finally:
        if arguments is None:
            gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
