"""What is recognised in a report that is an official document, and that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eco_print.config import Config
from eco_print.diagnostics import EcoPrintError
from eco_print.orders import read_options
from eco_print.pipeline import build
from eco_print.profile import Profile
from eco_print.reading import read
from eco_print.report import Paragraph, Role, Run, block_lines, plain
from eco_print.source import Span
from eco_print.templating.official import Official, official
from support import ROOT, pdf_text, squeeze

LETTER = """云溪市人民政府办公室关于做好秋冬季大气污染防治工作的通知

云政办发〔2026〕7号

各县（市、区）人民政府，市政府各部门、各直属机构：

现就有关事项通知如下。

一、总体要求

坚持精准治污、科学治污、依法治污。

附件：1.重点任务清单
2.各县（市、区）指标分解表

云溪市人民政府办公室
2026年11月23日

（此件公开发布）

附件1

重点任务清单

一、散煤治理

抓好落实。

附件2

各县（市、区）指标分解表

指标分解如下表。

抄送：市委办公室，市人大常委会办公室。
云溪市人民政府办公室　2026年11月23日印发
"""


def parts(text: str) -> Official:
    return official(read(text.encode(), read_options(Config(), "report.txt")).blocks)


def said(pieces: tuple[Paragraph, ...]) -> list[str]:
    return [plain(each.runs) for each in pieces]


def test_the_parts_of_a_letter_pasted_as_text() -> None:
    found = parts(LETTER)
    assert found.number is not None and plain(found.number.runs) == "云政办发〔2026〕7号"
    assert found.addressee is not None and plain(found.addressee.runs).startswith("各县")
    assert [line for block in found.text for line in block_lines(block)] == [
        "现就有关事项通知如下。",
        "一、总体要求",
        "坚持精准治污、科学治污、依法治污。",
    ]
    assert [(each.label, plain(each.runs)) for each in found.enclosures] == [
        ("1.", "重点任务清单"),
        ("2.", "各县（市、区）指标分解表"),
    ]
    assert said(found.signatures) == ["云溪市人民政府办公室"]
    assert found.date is not None and found.remark is not None
    titles = [(each.label, plain(each.title.runs)) for each in found.attachments if each.title]
    assert titles == [("附件1", "重点任务清单"), ("附件2", "各县（市、区）指标分解表")]
    assert [(each.label, plain(each.runs)) for each in (*found.copies, *found.printed)] == [
        ("抄送", "市委办公室，市人大常委会办公室。"),
        ("云溪市人民政府办公室", "2026年11月23日印发"),
    ]


@pytest.mark.parametrize("template", ["gongwen", "jiyao"])
def test_each_of_them_is_printed_once_and_none_is_lost(template: str) -> None:
    pdf = build(LETTER.encode(), Config(template=template), name="r.txt").products[0].data
    printed = pdf_text(pdf)
    banner = "会议纪要" if template == "jiyao" else ""
    title, number, rest = (squeeze(each) for each in LETTER.split("\n\n", 2))
    number_first = banner + number + title + rest
    # The foot of the last page stands before the line that calls it, or behind: both will do.
    assert sorted(printed) == sorted(number_first)
    assert printed.startswith(banner + number + title)


def test_a_news_report_is_all_text() -> None:
    found = official(read(ROOT / "examples" / "tieling.txt", read_options(Config())).blocks)
    assert len(found.text) == 6
    everything = (found.number, found.addressee, found.date, found.remark)
    assert everything == (None,) * 4
    assert not (found.enclosures or found.rolls or found.attachments or found.copies)


def test_several_organs_sign_above_one_date() -> None:
    found = parts("# 通知\n\n照办。\n\n云溪市财政局\n\n云溪市审计局\n\n二〇二六年十一月二十日\n")
    assert said(found.signatures) == ["云溪市财政局", "云溪市审计局"]


def test_those_greeted_below_a_byline_stay_there() -> None:
    found = parts("在大会上的讲话\n\n（2026年2月18日）\n\n宋诚\n\n同志们：\n\n讲三点意见。\n")
    assert found.addressee is None
    assert [line for block in found.text for line in block_lines(block)] == [
        "（2026年2月18日）",
        "宋诚",
        "同志们：",
        "讲三点意见。",
    ]


LINES = ("附件1", "抄送：市委。", "同志们：", "某局　2026年1月2日印发", "一段。")


@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(get_args(Role))), max_size=8))
@settings(deadline=None)
def test_whatever_its_role_each_line_is_in_one_part(lines: list[tuple[str, Role]]) -> None:
    place = Span.at(1, 1)
    found = official([Paragraph((Run(text, place),), place, role) for text, role in lines])
    printed, given = "".join(everything(found)), "".join(text for text, _ in lines)
    assert sorted(squeeze(printed)) == sorted(squeeze(given))


def everything(found: Official) -> Iterator[str]:
    """All the text of the parts, with the colons between labels and what they label."""
    alone = (found.number, found.addressee, found.date, found.remark)
    for line in (*found.text, *found.signatures, *(one for one in alone if one)):
        yield from block_lines(line)
    yield from (plain(each.runs) for each in found.enclosures)
    yield from (f"{each.label}{plain(each.runs)}" for each in found.printed)
    for each in (*found.copies, *found.rolls):
        yield f"{each.label}：{plain(each.runs)}" if each.label else plain(each.runs)
    for attachment in found.attachments:
        yield attachment.label + (plain(attachment.title.runs) if attachment.title else "")
        for block in attachment.blocks:
            yield from block_lines(block)


def test_who_was_there_stands_after_the_text() -> None:
    found = parts("# 纪要\n\n会议讨论了事项。\n\n出席：李明远、王建国\n\n列席人员：刘一鸣\n")
    assert [(each.label, plain(each.runs)) for each in found.rolls] == [
        ("出席", "李明远、王建国"),
        ("列席人员", "刘一鸣"),
    ]


# ---- templates that extend them, and that take their place ------------------------------------


def template(folder: Path, name: str, manifest: str, **files: str) -> None:
    place = folder / name
    place.mkdir(parents=True)
    (place / "template.toml").write_text(f"[template]\n{manifest}\n", encoding="utf-8")
    for stem, text in files.items():
        suffix = "css" if stem == "style" else "html"
        (place / f"{stem}.{suffix}").write_text(text, encoding="utf-8")


def built(folder: Path, chosen: str, **fields: str) -> str:
    config = Config(template=chosen, template_folders=(folder,), overrides=fields, strict=True)
    return pdf_text(build("# 题\n\n一段。\n".encode(), config, name="r.md").products[0].data)


def test_a_template_extends_one_that_extends_another(tmp_path: Path) -> None:
    page = (
        '{% extends "jiyao/template.html" %}'
        "{% block rolls %}{{ super() }}<p>{{ fields.place }}</p>{% endblock %}"
    )
    style = '@import "../jiyao/style.css";\n:root { --red: #0b57a4 }\n'
    field = 'extends = "jiyao"\n[[fields]]\nname = "place"'
    template(tmp_path, "ours", field, template=page, style=style)
    text = built(tmp_path, "ours", place="第一会议室", name="局务会纪要", present="李明远")
    assert text.startswith("局务会纪要")
    assert text.endswith("一段。出席：李明远第一会议室")


def test_a_users_template_takes_the_place_of_a_shipped_one_for_those_that_extend_it(
    tmp_path: Path,
) -> None:
    page = '<html lang="zh"><link rel="stylesheet" href="style.css"><p>本单位的公文</p></html>'
    style = '@import "base.css";\n'
    template(tmp_path, "gongwen", "", template=page, style=style)
    assert built(tmp_path, "gongwen") == "本单位的公文"
    (tmp_path / "gongwen" / "template.html").write_text(
        '<html lang="zh"><link rel="stylesheet" href="style.css">'
        "{% block numbers %}甲{% endblock %}</html>",
        encoding="utf-8",
    )
    template(tmp_path, "ours", 'extends = "gongwen"', style='@import "../gongwen/style.css";\n')
    assert built(tmp_path, "ours") == "甲"


def test_a_template_may_size_pictures_by_a_rule_for_img_alone(tmp_path: Path) -> None:
    Image.new("RGB", (400, 300), "gray").save(tmp_path / "a.png")
    (tmp_path / "r.md").write_text("# 题\n\n正文一句。\n\n![图](a.png)\n", encoding="utf-8")
    style = '@import "base.css";\nimg { width: 20mm }\n'
    template(tmp_path, "ours", 'extends = "bulletin"', style=style)
    config = Config(template="ours", template_folders=(tmp_path,))
    (product,) = build(tmp_path / "r.md", config).products
    with pypdfium2.PdfDocument(product.data) as pdf:
        kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        (place,) = (each.get_bounds() for page in pdf for each in page.get_objects(kinds))
    assert (place[2] - place[0]) / 72 * 25.4 == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize("parents", [{"a": "b", "b": "a"}, {"gongwen": "gongwen"}])
def test_templates_that_extend_each_other_are_told_what_to_do(
    tmp_path: Path, parents: dict[str, str]
) -> None:
    for name, parent in parents.items():
        template(tmp_path, name, f'extends = "{parent}"')
    with pytest.raises(EcoPrintError) as caught:
        built(tmp_path, next(iter(parents)))
    (finding,) = caught.value.findings
    assert finding.code == "template-circular"
    assert "a name of your own" in finding.hint.en


@pytest.mark.parametrize("name", ["gongwen", "jiyao"])
def test_the_samples_pass_as_archive_and_press_files(name: str) -> None:
    sample = ROOT / "templates" / name / "sample.md"
    profiles = (Profile.ARCHIVE, Profile.PRESS)
    built = build(sample, Config(template=name, profiles=profiles, strict=True))
    assert tuple(product.profile for product in built.products) == profiles
