"""What went wrong while a template was filled, as a finding with the place in its page.

Jinja knows the line; the words it quotes are looked for in it, and names that do not exist are
compared with those that do.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError

from ..diagnostics import Diagnostic, Text, error
from ..shipped import shipped
from ..source import Source, Span
from .jinja_words import Told, told
from .library import PAGE, Template

#: What Python raises for mistakes in a template. In a shipped page they are our own.
MISTAKES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def fault(problem: Exception, template: Template) -> Diagnostic | None:
    """The finding for what went wrong in a template; None when a shipped page is at fault."""
    if isinstance(problem, UnicodeDecodeError):
        return _not_utf8(problem, template)
    source, line = _place(problem, template)
    if not isinstance(problem, TemplateError) and _is_ours(source):
        return None
    return _told(problem, template, source, line)


def _told(problem: Exception, template: Template, source: Source | None, line: int) -> Diagnostic:
    it = told(problem, [field.name for field in template.fields])
    where: dict[str, Any] = {"source": source, "span": span(it, source, line), "hint": hint(it)}
    said = it.text
    match problem:
        case TemplateSyntaxError():
            return error(
                "template-syntax",
                Text(zh=f"模板语法错误：{said.zh}", en=f"template syntax error: {said.en}"),
                **where,
            )
        case UndefinedError():
            return error(
                "template-undefined",
                Text(
                    zh=f"模板用了没有的名字：{said.zh}",
                    en=f"the template uses an unknown name: {said.en}",
                ),
                **where,
            )
        case SecurityError():
            return error(
                "template-forbidden",
                Text(
                    zh=f"模板做了不许做的事：{said.zh}",
                    en=f"the template does what is forbidden: {said.en}",
                ),
                **where,
            )
        case TemplateNotFound():
            return error(
                "template-incomplete",
                Text(
                    zh=f"模板引用的文件不存在：{said.zh}",
                    en=f"a file of the template is missing: {said.en}",
                ),
                **where,
            )
    return error(
        "template-failed",
        Text(zh=f"模板出错：{said.zh}", en=f"the template failed: {said.en}"),
        **where,
    )


def _place(problem: Exception, template: Template) -> tuple[Source | None, int]:
    """The template file and line an error arose at: jinja2 puts template lines on the stack."""
    path, line = Path(template.folder / PAGE), 0
    if isinstance(problem, TemplateSyntaxError):
        path, line = Path(problem.filename or path), problem.lineno
    frame = problem.__traceback__
    while frame is not None and not isinstance(problem, TemplateSyntaxError):
        name = frame.tb_frame.f_code.co_filename
        if Path(name).suffix in {".html", ".xml"}:
            path, line = Path(name), frame.tb_lineno
        frame = frame.tb_next
    if not path.is_file():
        return None, 0
    return Source(str(path), path, tuple(path.read_text(encoding="utf-8").splitlines())), line


def _is_ours(source: Source | None) -> bool:
    path = source.path if source else None
    return path is None or path.resolve().is_relative_to(shipped("templates").resolve())


def _not_utf8(problem: UnicodeDecodeError, template: Template) -> Diagnostic:
    pages = (page for folder in template.folders for page in sorted(folder.glob("*.html")))
    path = next((page for page in pages if page.read_bytes() == problem.object), None)
    before = problem.object[: problem.start].decode("utf-8", "replace").split("\n")
    return error(
        "template-encoding",
        Text(zh="模板不是 UTF-8 编码", en="the template is not UTF-8"),
        source=Source(str(path), path) if path else None,
        span=Span.at(len(before), len(before[-1]) + 1) if path else None,
        hint=Text(zh="另存为 UTF-8", en="save it as UTF-8"),
    )


def hint(it: Told) -> Text | None:
    """The name that was probably meant, or what to do."""
    near = difflib.get_close_matches(it.word, it.known, n=1)
    if near:
        return Text(zh=f"是不是 {near[0]}？", en=f"did you mean {near[0]}?")
    if it.advice:
        return it.advice
    if it.known:
        some = "、".join(it.known)
        return Text(zh=f"有的是：{some}", en=f"there are: {some.replace('、', ', ')}")
    return None


def span(it: Told, source: Source | None, line: int) -> Span | None:
    """The word in its line, or the line."""
    text = (source.line(line) if source else None) or ""
    if not text:
        return None
    word = re.escape(it.word)
    edges = r"(?<!\w){}(?!\w)" if it.word.isidentifier() else "{}"
    found = re.search(edges.format(word), text) if it.word else None
    start, end = found.span() if found else (len(text) - len(text.lstrip()), len(text.rstrip()))
    return Span.at(line, start + 1, max(end - start, 1))
