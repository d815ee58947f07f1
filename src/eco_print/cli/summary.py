"""What a build says at its end: what was read, repaired and derived, and what came out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ..diagnostics import Diagnostic, EcoPrintError, Severity, Text, as_data
from ..pipeline import Built
from ..report import Headline, Repair
from .language import language, say
from .show import show_findings

if TYPE_CHECKING:
    from ..archive import Added


class Summary:
    """Collects the outcome of every report; text to standard error, or one JSON document."""

    def __init__(self, form: str, *, quiet: bool, verbose: bool, paths_to_stdout: bool) -> None:
        self._json = form == "json"
        self._quiet = quiet
        self._verbose = verbose
        self._paths_to_stdout = paths_to_stdout
        self._reports: list[dict[str, Any]] = []
        self._failures: list[str] = []
        self._counts = Counter(dict.fromkeys(("built", "failed", "withheld", "warnings"), 0))

    def built(
        self, source: str, built: Built, paths: tuple[str, ...], kept: Added | None = None
    ) -> None:
        """One report came out well, and was perhaps kept in the archive."""
        findings = (*built.findings, *(kept.findings if kept else ()))
        self._count("built", findings)
        self._counts["withheld"] += len(built.withheld)
        if self._json:
            data = _built_data(source, built, paths) | {"findings": _findings_data(findings)}
            self._reports.append(data | ({"archive": _kept_data(kept)} if kept else {}))
            return
        show_findings(findings, notes=not self._quiet)
        if not self._quiet:
            self._describe(built)
            if kept is not None:
                click.echo(_kept_line(kept), err=True)
        for profile in built.withheld:
            click.echo(_withheld_line(profile.value), err=True)
        names = paths or ((kept.record.name,) if kept else ())
        for name in names if self._paths_to_stdout else ():
            click.echo(name)

    def kept(self, source: str, kept: Added) -> None:
        """A finished file was kept as it is."""
        self._count("kept", kept.findings)
        if self._json:
            found = _findings_data(kept.findings)
            told = {"source": source, "status": "kept", "archive": _kept_data(kept)}
            self._reports.append(told | {"findings": found})
            return
        show_findings(kept.findings, notes=not self._quiet)
        if not self._quiet:
            click.echo(_kept_line(kept), err=True)
        click.echo(kept.record.name)

    def failed(self, source: str, failure: EcoPrintError) -> None:
        """One report could not be built."""
        self._failed(source, failure, say(f"没有做成：{source}", f"not built: {source}"))

    def refused(self, source: str, failure: EcoPrintError) -> None:
        """A finished file could not be kept."""
        self._failed(source, failure, say(f"没有入库：{source}", f"not added: {source}"))

    def _count(self, status: str, findings: Iterable[Diagnostic]) -> None:
        self._counts[status] += 1
        warnings = (f for f in findings if f.severity is Severity.WARNING)
        self._counts["warnings"] += sum(1 for _ in warnings)

    def _failed(self, source: str, failure: EcoPrintError, said: str) -> None:
        self._count("failed", failure.findings)
        self._failures.append(source)
        if self._json:
            self._reports.append(
                {
                    "source": source,
                    "status": "failed",
                    "exit_code": int(failure.exit_code),
                    "findings": _findings_data(failure.findings),
                }
            )
            return
        show_findings(failure.findings, notes=not self._quiet)
        click.echo(said, err=True)

    def close(self) -> None:
        """Write the JSON document, or how many reports came out, where there were several."""
        if not self._json:
            several = sum(self._counts[status] for status in ("built", "kept", "failed")) > 1
            if several and (self._failures or not self._quiet):
                click.echo(_closing(self._counts, self._failures), err=True)
        else:
            data = {"version": 1, "reports": self._reports, "counts": dict(self._counts)}
            click.echo(
                json.dumps(data, ensure_ascii=False, indent=2), err=not self._paths_to_stdout
            )

    def _describe(self, built: Built) -> None:
        report = built.report
        counts = Counter(repair.kind for repair in report.repairs)
        repaired = say("、", ", ").join(
            say(f"{_kind_name(kind)} {n} 处", f"{n} {_kind_name(kind)}")
            for kind, n in sorted(counts.items())
        )
        pieces = say(
            f"{len(report.blocks)} 段，{len(report.credits)} 条署名，{report.encoding}",
            f"{_counted(len(report.blocks), 'block')}, {_counted(len(report.credits), 'credit')}, "
            f"{report.encoding}",
        )
        rows = [
            (
                say("读入", "read"),
                say(f"{report.source.name}（{pieces}）", f"{report.source.name} ({pieces})"),
            ),
            (say("修复", "repaired"), repaired or say("无", "nothing")),
            (say("标题", "headline"), _headline(report.headline)),
            (say("成品", "made"), say(f"{built.pages} 页", _counted(built.pages, "page"))),
        ]
        for name, value in rows:
            click.echo(f"{click.style(name, bold=True)}  {value}", err=True)
        if self._verbose:
            for repair in report.repairs:
                click.echo(f"  {_repair_line(report.source.name, repair)}", err=True)


#: Repairs in a word or two; their full descriptions are in docs/reading.md.
_KINDS = {
    "control": Text(zh="控制字符", en="control characters"),
    "mangled": Text(zh="毁坏的字", en="mangled characters"),
    "markup": Text(zh="网页标记", en="markup"),
    "pinyin": Text(zh="注音", en="pinyin"),
    "script": Text(zh="繁转简", en="converted script"),
    "width": Text(zh="全半角", en="full-width figures"),
    "placeholder": Text(zh="图片占位", en="picture placeholders"),
    "furniture": Text(zh="网页字样", en="page furniture"),
    "ornament": Text(zh="表情符号", en="emoji and symbols"),
    "ellipsis": Text(zh="省略号", en="ellipses"),
    "dash": Text(zh="破折号", en="dashes"),
    "quotes": Text(zh="引号", en="quotes"),
    "punctuation": Text(zh="标点", en="punctuation"),
    "spaces": Text(zh="空格", en="spaces"),
}


def _kind_name(kind: str) -> str:
    return _KINDS[kind].in_language(language())


def _headline(headline: Headline | None) -> str:
    if headline is None:
        return say("无", "none")
    if headline.given:
        return headline.text + say("（另行给出）", " (as given)")
    return headline.text + (
        say("（由导语推出）", " (derived from the lead)") if headline.derived else ""
    )


def _counted(count: int, thing: str) -> str:
    """1 page, 2 pages."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


#: So many reports that failed are named at the end; the rest are counted.
_NAMED = 5


def _closing(counts: Counter[str], failures: list[str]) -> str:
    """What became of several reports."""
    built = counts["built"] + counts["kept"]
    zh, en = [f"做成 {built} 份"], [f"{built} built"]
    if failures:
        named = failures[:_NAMED]
        more = len(failures) > _NAMED
        zh.append(f"没有做成 {len(failures)} 份（{'、'.join(named)}{'等' if more else ''}）")
        en.append(f"{len(failures)} not built ({', '.join(named)}{', …' if more else ''})")
    if counts["withheld"]:
        zh.append(f"扣下 {counts['withheld']} 个文件")
        en.append(f"{_counted(counts['withheld'], 'file')} withheld")
    if counts["warnings"]:
        zh.append(f"警告 {counts['warnings']} 条")
        en.append(_counted(counts["warnings"], "warning"))
    total = built + len(failures)
    return say(f"共 {total} 份：{'，'.join(zh)}", f"{total} reports: {', '.join(en)}")


def _withheld_line(profile: str) -> str:
    told = click.style(say("扣下", "withheld"), fg="red", bold=True)
    return told + say(
        f"  {profile} 没有通过印前检查，不交出；原因见上面的错误",
        f"  the {profile} file failed preflight and is not handed out; the errors above say why",
    )


def _kept_line(kept: Added) -> str:
    told = say("入库", "archived") if kept.new else say("早已入库", "archived before")
    return f"{click.style(told, bold=True)}  {kept.record.name}（{kept.record.identifier}）"


def _kept_data(kept: Added) -> dict[str, Any]:
    record = kept.record
    return {"name": record.name, "identifier": record.identifier, "new": kept.new}


def _repair_line(name: str, repair: Repair) -> str:
    place = f"{name}:{repair.span.line}:{repair.span.column}"
    return f"{place}  {_kind_name(repair.kind)}  {repair.before!r} → {repair.after!r}"


def _findings_data(findings: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    return [as_data(finding) for finding in findings]


def _built_data(source: str, built: Built, paths: tuple[str, ...]) -> dict[str, Any]:
    report = built.report
    headline = report.headline
    return {
        "source": source,
        "status": "built",
        "headline": headline and {"text": headline.text, "derived": headline.derived},
        "language": report.language,
        "encoding": report.encoding,
        "format": report.format,
        "pages": built.pages,
        "withheld": [profile.value for profile in built.withheld],
        "outputs": [
            {
                "profile": product.profile.value,
                "path": path,
                "bytes": len(product.data),
                "sha256": hashlib.sha256(product.data).hexdigest(),
            }
            for product, path in zip(built.products, paths or ("-",) * 9, strict=False)
        ],
        "credits": [{"role": c.role, "people": list(c.people)} for c in report.credits],
        "repairs": [
            {
                "kind": repair.kind,
                "line": repair.span.line,
                "column": repair.span.column,
                "before": repair.before,
                "after": repair.after,
            }
            for repair in report.repairs
        ],
        "repair_counts": dict(sorted(Counter(r.kind for r in report.repairs).items())),
        "findings": _findings_data(built.findings),
    }
