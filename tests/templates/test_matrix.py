"""Every shipped template with the reports that break templates.

What holds of each pair: no finding, no text outside the type area, no page without text of the
report, no heading at the foot of a page or column, and every word of the report printed once, in
its order. All of it is read from the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from eco_print.config import Config
from eco_print.diagnostics import Severity
from eco_print.layout.inspection import Inspector, Rectangle
from eco_print.orders import read_options
from eco_print.pipeline import set_report
from eco_print.reading import read
from eco_print.report import Heading, Report, Table, block_lines, plain
from eco_print.templating import list_templates
from layout.composition.pages import Char, chars
from support import squeeze

#: A hair: what rounding and the ink of a letter may stand out.
SLACK = 1.0
TEMPLATES = [template.folder.name for template in list_templates()]
#: How many sections make twenty pages.
SECTIONS = {"newspaper": 100, "large-print": 16}
PAGES = 20
#: Their 版记 stands on the last face of the sheets, behind the text's last page if need be
#: (GB/T 9704-2012, 7.4.1).
COLOPHON_BEHIND = {"gongwen", "jiyao"}
LONG_NAME = "云溪市生态环境保护委员会办公室与市河湖长制工作领导小组办公室联合专项行动指挥部"
SENTENCES = (
    "会议指出，今年以来，各级各部门坚持精准治污、科学治污、依法治污，重点任务按期完成。",
    "与会同志围绕“怎么看、怎么办、怎么干”作了交流发言，提出意见建议36条，当场答复21条。",
    "会议强调，要对照清单逐项销号，做到事事有回音、件件有着落，决不能以会议落实会议，以文件落实文件。",
    "截至10月底，全市PM2.5平均浓度为每立方米31微克，同比下降8.3%；优良天数比例达到87.6%。",
)


def section(number: int, sentences: int) -> str:
    text = "".join(SENTENCES[(number + n) % 4] for n in range(sentences))
    return f"## 第{number}项　抓紧抓实抓出成效\n\n### （一）压实责任\n\n{text}\n"


def shortest(folder: Path, template: str) -> str:
    return "# 会议召开\n\n会议开了。\n"


def bare(folder: Path, template: str) -> str:
    """No headline, ten credits, and everything about the issue forty characters long."""
    roles = ("记者", "通讯员", "摄影", "编辑", "责任编辑", "校对", "审核", "美编", "监制", "总监制")
    credits = "\n\n".join(f"{role}：欧阳明德　沈知远　赵玉兰" for role in roles)
    return (
        f"---\n刊名: {LONG_NAME}\n主办: {LONG_NAME}\n编印: {LONG_NAME}\n期号: 128\n"
        "日期: 2026-11-23\n"
        f"报: [{LONG_NAME}, {LONG_NAME}]\n送: [{LONG_NAME}]\n印数: 1200\n---\n\n"
        f"{SENTENCES[1]}{SENTENCES[0]}\n\n{SENTENCES[2]}\n\n{credits}\n"
    )


def long(folder: Path, template: str) -> str:
    """Twenty pages in sections of every length, so that headings come to every height."""
    count = SECTIONS.get(template, 28)
    sections = (section(n, 3 + n * 7 % 11) for n in range(1, count + 1))
    return "# 全市工作会议召开\n\n" + "\n".join(sections)


def table(folder: Path, template: str) -> str:
    head = "| 县（市、区）名称 | 断面（个） | 优良比例 | 同比 | 责任单位和联系人 |\n"
    head += "|---|---|---|---|---|\n"
    rows = "".join(
        f"| 云溪市第{n}乡镇 | {n} | {n}.5% | -{n}% | 生态环境局水环境科 |\n" for n in range(1, 61)
    )
    return f"# 水质通报\n\n{SENTENCES[0]}\n\n表1　各乡镇断面水质\n\n{head}{rows}\n{SENTENCES[1]}\n"


def pictures(folder: Path, template: str) -> str:
    """Six pictures of every shape, and words that no line holds."""
    sizes = ((900, 600), (300, 1200), (1600, 300), (60, 60), (700, 700), (500, 1400))
    parts = ["# 图片新闻\n"]
    for number, size in enumerate(sizes, 1):
        Image.new("RGB", size, (90 + 20 * number, 140, 160)).save(folder / f"{number}.png")
        parts.append(f'![图{number}]({number}.png "图{number}　会议现场，{SENTENCES[0]}")\n')
        parts.append(f"{SENTENCES[number % 4]}网址https://www.example.org/{'path/' * 18}end。\n")
    word = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2
    parts.append(
        f"> 引文里也有{word}。\n\n- 条目里的{word}\n\n## 标题里的{word}\n\n{SENTENCES[3]}\n"
    )
    return "\n".join(parts)


REPORTS = {each.__name__: each for each in (shortest, bare, long, table, pictures)}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_template_holds(template: str, report: str, tmp_path: Path) -> None:
    pages = hold(template, report, tmp_path)
    assert report != "long" or pages >= PAGES


@pytest.mark.parametrize("report", ["bare", "table", "pictures"])
@pytest.mark.parametrize("columns", ["2", "4"])
def test_newspaper_holds_in_other_columns(columns: str, report: str, tmp_path: Path) -> None:
    hold("newspaper", report, tmp_path, columns=columns)


def hold(template: str, name: str, folder: Path, **fields: str) -> int:
    """Set a report and look at it from every side; how many pages it takes."""
    written = folder / f"{name}.md"
    written.write_text(REPORTS[name](folder, template), encoding="utf-8")
    config = Config(template=template, overrides=fields)
    report = read(written, read_options(config))
    layout, findings = set_report(report, config)
    pdf, painting = layout.paint()
    wrong = [each for each in (*findings, *painting) if each.severity is not Severity.NOTE]
    assert [each.message.en for each in wrong] == []

    inspector = Inspector(layout)
    areas = [inspector.page(number).type_area for number in range(1, layout.pages + 1)]
    inside, beside = sorted_out(from_corner(pdf), areas)
    assert beside == ""

    pieces = placed(report, inside)
    pages = {char.page for start, end, _ in pieces for char in inside[start:end]}
    if template in COLOPHON_BEHIND and layout.pages % 2 == 0:
        pages |= {inside[-1].page}
    assert pages == set(range(layout.pages)), "every page has text of the report"
    lone = [text for start, end, text in headings(report, pieces) if is_last(inside, end)]
    assert lone == [], "headings at the foot of a page or a column"
    return layout.pages


def from_corner(pdf: bytes) -> list[Char]:
    """The characters of a PDF, in points from the top left corner of the trimmed page."""
    document = pypdfium2.PdfDocument(pdf)
    corners = [(page.get_trimbox()[0], page.get_trimbox()[3]) for page in document]
    document.close()
    return [
        replace(
            each,
            x=each.x - corners[each.page][0],
            left=each.left - corners[each.page][0],
            right=each.right - corners[each.page][0],
            y=corners[each.page][1] - each.y,
        )
        for each in chars(pdf)
        if each.char.strip()
    ]


def sorted_out(found: list[Char], areas: list[Rectangle]) -> tuple[list[Char], str]:
    """The characters of the type areas, and those that stand neither there nor above or below."""
    inside, beside = [], ""
    for char in found:
        area = areas[char.page]
        if not area.y <= char.y <= area.y + area.height + SLACK:
            continue  # running heads and page numbers; what else is here is missed in the text
        inside.append(char)
        if char.left < area.x - SLACK or char.right > area.x + area.width + SLACK:
            beside += char.char
    return inside, beside


def placed(report: Report, inside: list[Char]) -> list[tuple[int, int, str]]:
    """Where each line of a report stands among the characters: once, and in the report's order.

    Between two lines there may only be the head of a table again.
    """
    text = "".join(char.char for char in inside)
    lines = list(filter(None, map(squeeze, report_lines(report))))
    at = text.index(lines[0])
    found, heads = [], {squeeze(head) for head in table_heads(report)} | {""}
    for line in lines:
        start = text.find(line, at)
        assert start >= 0, f"lost: {line}"
        assert text[at:start] in heads, f"before {line}"
        at = start + len(line)
        found.append((start, at, line))
    return found


def report_lines(report: Report) -> Iterator[str]:
    if report.headline:
        yield from map(
            plain, (report.headline.kicker, report.headline.runs, report.headline.subtitle)
        )
    for block in report.blocks:
        yield from block_lines(block)
    for credit in (credit for credit in report.credits if not credit.in_body):
        yield credit.role + ("：" if credit.people else "") + "".join(credit.people)


def table_heads(report: Report) -> Iterator[str]:
    for block in report.blocks:
        if isinstance(block, Table):
            yield "".join(plain(cell.runs) for cell in block.rows[0])


def headings(report: Report, pieces: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    texts = {squeeze(plain(each.runs)) for each in report.blocks if isinstance(each, Heading)}
    if report.headline:
        texts.add(squeeze(report.headline.text))
    return (piece for piece in pieces if piece[2] in texts)


def is_last(inside: list[Char], end: int) -> bool:
    """Whether nothing stands below the character before `end` on its page, in its column."""
    if end >= len(inside):
        return True
    here, after = inside[end - 1], inside[end]
    return after.page != here.page or after.y <= here.y
