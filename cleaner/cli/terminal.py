"""Where commands print: results to standard output, all else beside it; colour, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TextIO, TypeVar

from cleaner.cli.errors import OutputClosed

if TYPE_CHECKING:
    from cleaner.output.ink import Ink

_CLEAR = "\r\x1b[K"
STEPS = 200
"""So often a terminal shows how far we are; for few files, behind each."""

T = TypeVar("T")


class Terminal:
    """The streams of one command. It knows what is on the screen, so it holds state."""

    def __init__(self, *, quiet: bool = False, goes_on: bool = False) -> None:
        """With `goes_on` the work is done to its end even if nobody reads what is said of it."""
        self._goes_on = goes_on
        self.failed = False
        """Whether an error was printed."""
        self.quiet = quiet
        """Whether what stands beside the result is left out."""
        self._progress = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._drawn = False

    @cached_property
    def ink(self) -> Ink:
        """What paints the result."""
        return _ink(sys.stdout)

    @cached_property
    def side_ink(self) -> Ink:
        """What paints what is printed beside it."""
        return _ink(sys.stderr)

    def out(self, text: str | bytes) -> None:
        """Print a part of the result."""
        self._put(sys.stdout, text)

    def side(self, text: str) -> None:
        """Print beside the result."""
        self._put(sys.stderr, text)

    def note(self, line: str) -> None:
        """Print a line beside the result, unless quiet is wanted."""
        if not self.quiet:
            self.side(f"{line}\n")

    def error(self, message: str) -> None:
        """Print an error."""
        self.failed = True
        self.side(f"{self.side_ink.wrong('error:')} {message}\n")

    def following(self, items: Iterator[T], total: int) -> Iterator[T]:
        """Items, while a terminal shows how far we are, until something else is printed."""
        return self._followed(items, total) if self._progress and total > 1 else items

    def _followed(self, items: Iterator[T], total: int) -> Iterator[T]:
        often = max(1, total // STEPS)
        self._draw(_far(0, total))
        for done, item in enumerate(items, start=1):
            yield item
            if done % often == 0 or done == total:
                self._draw(_far(done, total))
        self.clear()

    @contextmanager
    def during(self, line: str) -> Iterator[None]:
        """Show a line on a terminal while something takes long."""
        try:
            if self._progress:
                self._draw(line)
            yield
        finally:
            self.clear()

    def _draw(self, line: str) -> None:
        self.clear()
        self._drawn = True
        self._write(sys.stderr, line)

    def clear(self) -> None:
        """Take the progress off the screen."""
        if self._drawn:
            self._write(sys.stderr, _CLEAR)
            self._drawn = False

    def _put(self, stream: TextIO, text: str | bytes) -> None:
        if text:
            self.clear()
            self._write(stream, text)

    def _write(self, stream: TextIO, text: str | bytes) -> None:
        """Write at once; line ends stay as they are, and bytes of file names come out again."""
        try:
            stream.flush()
            stream.buffer.write(text if isinstance(text, bytes) else _encoded(stream, text))
            stream.buffer.flush()
        except BrokenPipeError:
            if not self._goes_on:
                raise OutputClosed from None
            silence(stream)
        except OSError as error:
            raise OutputClosed(str(error.strerror or error)) from None


def silence(stream: TextIO) -> None:
    """Let what is still written to a stream go nowhere, the interpreter's last flush too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _far(done: int, total: int) -> str:
    return f"{done} of {total} files"


def _encoded(stream: TextIO, text: str) -> bytes:
    """UTF-8 for programs, whatever the locale; what the terminal can show for people."""
    if stream.isatty():
        return text.encode(stream.encoding, "backslashreplace")
    return text.encode("utf-8", "surrogateescape")


def _ink(stream: TextIO) -> Ink:
    from cleaner.output.ink import Ink  # who prints little does without

    return Ink(coloured(stream))


def coloured(stream: TextIO) -> bool:
    """Whether a stream takes colour.

    See no-color.org and force-color.org; an empty value is none.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
