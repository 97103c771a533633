"""JUnit's XML, which build servers show: a test case for each file, a failure for findings."""

from __future__ import annotations

from xml.sax.saxutils import escape as xml_text
from xml.sax.saxutils import quoteattr

from cleaner.output.formats.results import path_of, results
from cleaner.output.tally import Tally
from cleaner.output.visible import escape
from cleaner.runs import Outcome


class JUnit:
    """One suite. Its counts come first, so its cases are held until the end."""

    def __init__(self, *, written: bool) -> None:
        self._written = written
        self._cases: list[str] = []
        self._failures = 0

    def opening(self) -> str:
        """The XML declaration."""
        return '<?xml version="1.0" encoding="utf-8"?>\n'

    def file(self, outcome: Outcome) -> str:
        """Nothing yet."""
        name = quoteattr(escape(path_of(outcome)))
        inside = self._inside(outcome)
        case = f'<testcase name={name} classname="cleaner"'
        self._cases.append(f"  {case}>\n{inside}  </testcase>\n" if inside else f"  {case}/>\n")
        return ""

    def closing(self, tally: Tally) -> str:
        """The suite with all its cases."""
        head = (
            f'<testsuite name="cleaner" tests="{tally.files}" failures="{self._failures}"'
            f' errors="{tally.failed}" skipped="{tally.skipped}">\n'
        )
        return f"<testsuites>\n{head}{''.join(self._cases)}</testsuite>\n</testsuites>\n"

    def _inside(self, outcome: Outcome) -> str:
        if outcome.failure is not None:
            return f"    <error message={quoteattr(escape(outcome.failure))}/>\n"
        if outcome.skipped is not None:
            return f"    <skipped message={quoteattr(escape(outcome.skipped))}/>\n"
        lines = [
            f"{one.start.line}:{one.start.column}: {one.finding.rule.id}"
            f" [{one.finding.safety.value}] {one.message}"
            for one in results(outcome, written=self._written)
        ]
        if not lines:
            return ""
        self._failures += 1
        said = quoteattr(f"{len(lines)} findings" if len(lines) > 1 else "1 finding")
        return f"    <failure message={said}>{xml_text(chr(10).join(lines))}</failure>\n"
