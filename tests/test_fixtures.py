"""Nothing is lost on the way to paper: every PDF says what its Report says, in its order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from eco_print import Config, EcoPrintError, build
from reading.documents import DOCUMENTS
from reading.strategies import reports
from support import link_addresses, pdf_text, report_text, squeeze

FIXTURES = Path(__file__).parent / "fixtures" / "reports"
NAMES = sorted(path.name.removesuffix(".toml") for path in FIXTURES.glob("*.toml"))

#: Reports that must not be printed as they are, and the finding that says why.
REFUSED = {"damaged-mojibake.txt": "glyph-missing", "portal.html": "resource-forbidden"}


def printed(source: Path | bytes, name: str) -> tuple[str, str]:
    """What the PDF prints from the headline on, and what the Report says."""
    built = build(source, Config(), name=name)
    text = pdf_text(built.products[0].data)
    for address in link_addresses(built.report.blocks):
        text = text.replace(f"（{address}）", "", 1)  # said after its link
    said = report_text(built.report)
    return text[text.index(said[:12]) :] if said[:12] in text else text, said


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(REFUSED)))
def test_every_fixture_is_printed_whole(name: str) -> None:
    source = DOCUMENTS[name]() if name in DOCUMENTS else FIXTURES / name
    text, said = printed(source, name)
    assert text.startswith(said)


def test_paper_says_where_a_link_leads_unless_its_text_does() -> None:
    said = (
        "会议召开\n\n6月3日，会议召开，详见[通知](https://a.cn/tz)和[网站](http://www.b.cn/)、"
        "<http://c.cn/x>、[www.d.cn](http://d.cn/)、[信箱](mailto:e@f.cn)、[附件](fj.docx)。\n"
    )
    built = build(f"# {said}".encode(), Config())
    text = pdf_text(built.products[0].data)
    assert (
        "详见通知（https://a.cn/tz）和网站（http://www.b.cn/）、http://c.cn/x、www.d.cn、"
        "信箱（e@f.cn）、附件。"
    ) in text


def test_a_stylesheet_can_leave_the_addresses_out(tmp_path: Path) -> None:
    folder = tmp_path / "quiet"
    folder.mkdir()
    (folder / "style.css").write_text(
        '@import "../bulletin/style.css";\na[data-address]::after { content: none }\n', "utf-8"
    )
    (folder / "template.toml").write_text('[template]\nextends = "bulletin"\n', "utf-8")
    source = "# 会议召开\n\n6月3日，会议召开，详见[通知](https://a.cn/tz)。\n".encode()
    text = pdf_text(build(source, Config(template=str(folder))).products[0].data)
    assert "详见通知。" in text


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_whole_is_refused(name: str) -> None:
    with pytest.raises(EcoPrintError) as caught:
        build(FIXTURES / name)
    assert REFUSED[name] in [finding.code for finding in caught.value.findings]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_every_report_is_printed_whole(source: str) -> None:
    text, said = printed(source.encode(), "r.txt")
    assert text == squeeze(said)
