"""Other languages, and composition switched off: byte for byte what the engine alone sets."""

import subprocess
import sys

import pytest

from eco_print.layout.composition import contract, install, installed, uninstall

from .pages import composing, pdf_of, texts

ENGLISH = (
    "<h1>The title of a page, which is centred</h1>"
    "<p style='text-align: justify'>The quick brown fox jumps over the lazy dog; “quotes”, "
    "dashes — and 1,234.5 figures. <strong>Bold</strong> and <a href='https://a.example'>a "
    "link</a>.</p><ul><li>One<li>Two</ul><table><tr><td>a<td>b</table>"
)
CHINESE = "<h1>全市生态环境保护大会召开</h1><p>会议强调，“十四五”以来，2025年GDP增长5%。</p>" * 3


@pytest.mark.parametrize("lang", ["en", "de", "ja", "ko", ""])
def test_other_languages_come_out_byte_for_byte(lang: str) -> None:
    body = ENGLISH + ("<p>これは日本語の文章です。2025年。</p>" if lang == "ja" else "")
    assert pdf_of(body, lang=lang, on=True) == pdf_of(body, lang=lang, on=False)


def test_an_element_in_another_language_is_the_engines_in_a_chinese_document() -> None:
    body = f"<div lang=en>{ENGLISH}</div>"
    assert pdf_of(body, on=True) == pdf_of(body, on=False)


def test_switched_off_after_use_nothing_is_left() -> None:
    before = pdf_of(CHINESE, on=False)
    with composing():
        pass
    composed = pdf_of(CHINESE, on=True)
    assert composed != before
    assert pdf_of(CHINESE, on=False) == before


def test_switched_off_is_what_a_process_without_composition_makes() -> None:
    stock = (
        "import os, sys; from weasyprint import HTML;"
        "sys.stdout.buffer.write(HTML(string=sys.argv[1]).write_pdf())"
    )
    html = f"<html lang=zh>{CHINESE}"
    done = subprocess.run([sys.executable, "-c", stock, html], capture_output=True, check=True)
    from weasyprint import HTML

    install()
    uninstall()
    assert HTML(string=html).write_pdf() == done.stdout


def test_install_twice_and_uninstall_once() -> None:
    install()
    install()
    assert installed()
    uninstall()
    assert not installed()
    uninstall()


def test_the_engine_is_the_one_the_seam_was_made_for() -> None:
    """Fails with words on what a new engine moved; then compare, mend, and renew the table."""
    assert list(contract.differences()) == []


def test_the_contract_looks_through_an_installed_composition() -> None:
    with composing():
        assert list(contract.differences()) == []


def test_a_name_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import inline

    monkeypatch.delattr(inline, "split_inline_box")
    assert any("split_inline_box is gone" in said for said in contract.differences())
    with pytest.raises(contract.EngineChangedError, match="split_inline_box"):
        install()
    assert not installed()


def test_another_parameter_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import inline

    monkeypatch.setattr(inline, "atomic_box", lambda context, box: box)
    assert any("atomic_box takes (context, box)" in said for said in contract.differences())


def test_other_source_behind_a_name_that_is_replaced_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.layout import inline

    def justify_line(context: object, line: object, extra_width: float) -> None:
        """The same parameters, another body."""

    monkeypatch.setattr(inline, "justify_line", justify_line)
    said = list(contract.differences())
    assert len(said) == 1
    assert "layout.inline:justify_line reads otherwise" in said[0]


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(contract.EngineChangedError, match="WeasyPrint 71"):
        install()


def test_text_without_chinese_in_a_chinese_document_is_the_engines() -> None:
    body = "<p>Only Latin here, and 1,234 figures.</p>"
    assert pdf_of(body, on=True) == pdf_of(body, on=False)
    assert texts(pdf_of(body))[0].startswith("Only")
