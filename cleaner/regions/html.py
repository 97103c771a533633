"""What is not prose in HTML: all but the text nodes, and those of code, scripts and forms too.

Character references are no prose: in HTML they are right, whatever they would be elsewhere.
"""

from __future__ import annotations

from html.parser import HTMLParser

from cleaner.evidence import Span
from cleaner.expressions import expression
from cleaner.model import Unparsable

VERBATIM = frozenset(
    ("code", "kbd", "listing", "math", "noscript", "plaintext", "pre", "samp", "script", "style")
) | {"svg", "template", "textarea", "tt", "var", "xmp"}
"""The elements whose text is not prose."""

_TAG = expression(r"<[A-Za-z/!?]")
_PROSE = "text"


def spans(text: str) -> list[Span]:
    """The regions of a page; raises Unparsable for a tag or a comment that does not end."""
    reader = _read(text)
    regions: list[Span] = []
    at = 0
    for prose in reader.prose:
        regions.append(Span(at, prose.start))
        at = prose.end
    return [*regions, Span(at, len(text))]


def structure(text: str) -> tuple[str, ...]:
    """Tags, comments, references and code as written, and each run of prose as its kind."""
    return tuple(_read(text).events)


def comments(text: str) -> list[Span]:
    """The comments of a page; raises Unparsable as `spans` does."""
    return _read(text).comments


def comments_of_fragment(text: str) -> list[Span]:
    """The comments of a part of a page, which need not be whole."""
    reader = _Comments(text)
    reader.feed(text)
    return reader.comments


def _read(text: str) -> _Reader:
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return reader


class _Comments(HTMLParser):
    """The parser of the standard library, which tells where each thing begins."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.comments: list[Span] = []
        self._text = text
        self._line, self._line_start = 1, 0

    def handle_comment(self, data: str) -> None:
        start = self._offset()
        end = start + len("<!--") + len(data) + len("-->")
        if self._text.startswith("<!--", start) and self._text.endswith("-->", start, end):
            self.comments.append(Span(start, end))

    def _offset(self) -> int:
        line, column = self.getpos()
        while self._line < line:
            self._line_start = self._text.index("\n", self._line_start) + 1
            self._line += 1
        return self._line_start + column


class _Reader(_Comments):
    """What the text nodes of a page are, and what stands between them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.prose: list[Span] = []
        self.events: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(str(self.get_starttag_text()))
        if tag in VERBATIM:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(str(self.get_starttag_text()))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(f"</{tag}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self.events.append(data)
            return
        start = self._offset()
        end = start + len(data)
        if m := _TAG.search(self._text, start, end + 1):
            raise Unparsable(m.start(), "a tag or a comment does not end")
        if not data.isspace():
            self.prose.append(_trimmed(data, start))
            if self.events[-1:] != [_PROSE]:
                self.events.append(_PROSE)

    def handle_entityref(self, name: str) -> None:
        self.events.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.events.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        super().handle_comment(data)
        self.events.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.events.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.events.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.events.append(f"<![{data}]>")


def _trimmed(data: str, start: int) -> Span:
    """A text node without the line ends and the margins at its borders."""
    after, before = len(data.rstrip()), len(data) - len(data.lstrip())
    return Span(
        start + before if "\n" in data[:before] else start,
        start + after if "\n" in data[after:] else start + len(data),
    )
