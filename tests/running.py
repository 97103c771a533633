"""Commands run in the process of the tests."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout

from cleaner.__main__ import main


def ran(*arguments: str) -> tuple[int, bytes, bytes]:
    """The exit code and what is printed."""
    out, error = (io.TextIOWrapper(io.BytesIO()) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(error):
        code = main(arguments)
    return code, *(stream.buffer.getvalue() for stream in (out, error))  # type: ignore[attr-defined]
