"""公文 and 纪要, measured from their PDF against GB/T 9704-2012; clauses are in brackets."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pypdfium2
import pytest

from eco_print.config import Config
from eco_print.pipeline import build
from support import squeeze
from templates.measuring import POINTS, Page, Rule, bottom, measured, top

#: What the issue allows, in millimetres.
NEAR = 0.2
CHARACTER, LINE = 156 / 28, 225 / 22
LEFT, RIGHT, TOP, FOOT = 28, 28 + 156, 37, 37 + 225
THREE, FOUR = 16 / POINTS, 14 / POINTS  # 三号, 四号
RED = (213, 24, 31)
#: From the top of a line to its baseline: characters stand in the middle, 0.88 em above it.
BASELINE = (LINE - THREE) / 2 + 0.88 * THREE
SENTENCE = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
FIELDS = {
    "organ": ("云溪市人民政府",),
    "document_number": "云政发〔2026〕12号",
    "addressee": ("各县（市、区）人民政府", "市政府各部门"),
    "signed": "2026-11-20",
    "copy_to": ("市委办公室", "市人大常委会办公室"),
    "editor": "云溪市人民政府办公室",
    "date": "2026-11-23",
}


@cache
def _made(text: str, template: str, fields: tuple[tuple[str, object], ...]) -> bytes:
    config = Config(template=template, overrides=dict(fields), strict=True)  # type: ignore[arg-type]
    return build(text.encode(), config, name="report.md").products[0].data


def made(text: str, template: str = "gongwen", **fields: object) -> bytes:
    return _made(text, template, tuple({**FIELDS, **fields}.items()))


def letter(paragraphs: int = 30) -> str:
    return "# 关于做好工作的通知\n\n" + "\n\n".join([SENTENCE * 3] * paragraphs) + "\n"


def red_rule(page: Page) -> Rule:
    (rule,) = (rule for rule in page.rules if rule.colour == RED)
    return rule


def colophon(page: Page) -> list[Rule]:
    return sorted((rule for rule in page.rules if rule.colour != RED), key=lambda rule: rule.top)


def ink(pdf: bytes, page: int, area: tuple[float, float, float, float]) -> tuple[float, float]:
    """The top and the foot of what is painted in an area of a page, seen at 600 dpi."""
    document, scale = pypdfium2.PdfDocument(pdf), 600 / 25.4
    picture = document[page].render(scale=600 / 72).to_pil().convert("L")
    document.close()
    box = picture.crop(tuple(round(edge * scale) for edge in area)).point(lambda v: 255 * (v < 200))
    _, high, _, low = box.getbbox()  # type: ignore[misc]
    return area[1] + high / scale, area[1] + low / scale


# ---- 版面 (5.2) -----------------------------------------------------------------------------


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    page = measured(made(letter()))[1]
    lines = [line for line in page.lines() if line[0].baseline < FOOT]
    assert len(lines) == 22
    full = [line for line in lines if len(line) == 28]
    assert len(full) > 12, "most lines are full"
    for line in full:
        for number, char in enumerate(line):
            assert char.x == pytest.approx(LEFT + number * CHARACTER, abs=0.02)
    for one, next_one in pairwise(lines):
        assert next_one[0].baseline - one[0].baseline == pytest.approx(LINE, abs=0.01)


def test_the_type_area_is_156_by_225_mm_in_its_margins() -> None:
    for page in measured(made(letter()))[1:3]:
        lines = [line for line in page.lines() if line[0].baseline < FOOT]
        assert min(line[0].x for line in lines) == pytest.approx(LEFT, abs=NEAR)
        assert max(line[-1].x for line in lines) + CHARACTER == pytest.approx(RIGHT, abs=NEAR)
        assert lines[0][0].baseline - BASELINE == pytest.approx(TOP, abs=NEAR)
        assert lines[-1][0].baseline - BASELINE + LINE == pytest.approx(FOOT, abs=NEAR)


def test_paragraphs_open_two_characters_in_and_the_addressees_do_not() -> None:
    page = measured(made(letter()))[0]
    assert page.line("各县（市、区）")[0].x == pytest.approx(LEFT, abs=NEAR)
    assert page.line("天地")[0].x == pytest.approx(LEFT + 2 * CHARACTER, abs=NEAR)


# ---- 版头 (7.2) -----------------------------------------------------------------------------


@pytest.mark.parametrize("organ", ["云溪市人民政府", "云溪市生态环境保护委员会办公室", "某厂"])
def test_the_banner_is_red_and_its_top_35_mm_down(organ: str) -> None:
    pdf = made(letter(), organ=(organ,))
    page = measured(pdf)[0]
    banner = page.line(f"{organ}文件")
    high, low = ink(pdf, 0, (LEFT, 45, RIGHT, 100))
    assert high == pytest.approx(TOP + 35, abs=NEAR), "7.2.4"
    middle = (banner[0].left + banner[-1].right) / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    number = page.line("云政发〔2026〕12号")
    line_top = number[0].baseline - BASELINE
    assert line_top - low == pytest.approx(2 * LINE, abs=NEAR), "two lines below, 7.2.5"
    assert (number[0].left + number[-1].right) / 2 == pytest.approx(106, abs=0.5)


def test_the_red_rule_is_4_mm_below_the_number_and_the_title_two_lines_below_it() -> None:
    page = measured(made(letter()))[0]
    rule = red_rule(page)
    number = page.line("云政发〔2026〕12号")
    assert rule.top - bottom(number) == pytest.approx(4, abs=NEAR), "7.2.7"
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.05)
    title = page.line("关于做好工作的通知")
    assert title[0].size == pytest.approx(22 / 16 * page.line("天地")[0].size, rel=0.01)
    assert title[0].baseline - BASELINE - rule.bottom == pytest.approx(2 * LINE, abs=NEAR), "7.3.1"


def test_marks_stand_at_the_top_left_in_their_order() -> None:
    marks = {"serial": "000128", "classification": "秘密★1年", "urgency": "特急"}
    page = measured(made(letter(), **marks))[0]
    lines = ["".join(char.char for char in line) for line in page.lines()]
    assert lines[:3] == list(marks.values())
    for number, text in enumerate(marks.values()):
        line = page.line(text)
        assert line[0].x == pytest.approx(LEFT, abs=NEAR)
        assert line[0].baseline - BASELINE == pytest.approx(TOP + number * LINE, abs=NEAR)
    assert red_rule(page).top == red_rule(measured(made(letter()))[0]).top


def test_to_a_superior_organ_the_number_is_left_and_who_signs_it_right() -> None:
    page = measured(made(letter(), signers=("张三丰", "李四光", "王小五")))[0]
    number = page.line("云政发〔2026〕12号")
    assert number[0].x == pytest.approx(LEFT + CHARACTER, abs=NEAR)
    first, last = page.line("签发人：张三丰李四光"), page.line("王小五")
    assert first[-1].x + CHARACTER == pytest.approx(RIGHT - CHARACTER, abs=0.6)
    assert last[0].x == pytest.approx(first[4].x, abs=NEAR), "under the first name, 7.2.6"
    assert last[0].baseline == pytest.approx(number[0].baseline, abs=0.01)
    assert last[0].baseline - first[0].baseline == pytest.approx(LINE, abs=0.01)
    assert red_rule(page).top - bottom(number) == pytest.approx(4, abs=NEAR)


def test_organs_that_issue_it_together_stand_below_each_other_beside_one_mark() -> None:
    organs = ("云溪市生态环境局", "云溪市发展改革委", "云溪市住房和城乡建设局")
    pdf = made(letter(), organ=organs)
    page = measured(pdf)[0]
    names = [page.line(organ) for organ in organs]
    assert [line[0].x for line in names] == pytest.approx([names[0][0].x] * 3, abs=0.05)
    ends = [line[-1].x for line in names]
    assert ends == pytest.approx([ends[0]] * 3, abs=0.2), "as wide as the longest"
    mark = page.line("文件")
    assert mark[0].left > max(line[-1].right for line in names)
    assert (top(mark) + bottom(mark)) / 2 == pytest.approx(
        (top(names[0]) + bottom(names[2])) / 2, abs=0.5
    )
    high, _ = ink(pdf, 0, (LEFT, 45, RIGHT, 90))
    assert high == pytest.approx(TOP + 35, abs=NEAR)
    assert mark[-1].right < RIGHT
    assert "天地玄黄" in page.text, "the first page shows text, 7.3.3"


# ---- 主体 (7.3) -----------------------------------------------------------------------------


def test_sealed_the_date_is_four_characters_in_and_the_organ_centred_on_it() -> None:
    page = measured(made("# 通知\n\n请落实。\n"))[0]
    organ, date = page.lines()[-3], page.lines()[-2]
    assert "".join(char.char for char in organ) == "云溪市人民政府"
    assert date[-1].x + CHARACTER == pytest.approx(RIGHT - 4 * CHARACTER, abs=NEAR), "7.3.5.1"
    middles = [(line[0].x + line[-1].x + CHARACTER) / 2 for line in (organ, date)]
    assert middles[0] == pytest.approx(middles[1], abs=0.4)
    assert date[0].baseline - organ[0].baseline == pytest.approx(LINE, abs=0.01)


@pytest.mark.parametrize(
    ("organ", "inset"),
    [("云溪市人民代表大会常务委员会", 2), ("云溪市", None)],
    ids=["longer", "shorter"],
)
def test_unsealed_the_date_opens_two_characters_after_the_organ(
    organ: str, inset: int | None
) -> None:
    page = measured(made("# 通知\n\n请落实。\n", sealed="否", signature=(organ,)))[0]
    name, date = page.lines()[-3], page.lines()[-2]
    assert "".join(char.char for char in name) == organ
    assert date[0].x - name[0].x == pytest.approx(2 * CHARACTER, abs=NEAR), "7.3.5.2"
    last = name if inset else date
    assert last[-1].x + CHARACTER == pytest.approx(RIGHT - 2 * CHARACTER, abs=NEAR)


def test_organs_that_seal_it_together_stand_in_rows_and_the_date_below_the_last() -> None:
    organs = ("云溪市生态环境局", "云溪市发展改革委", "云溪市财政局")
    page = measured(made(letter(4), organ=organs))[-2]
    lines = page.lines()
    rows = ["".join(char.char for char in line) for line in lines]
    at = rows.index(organs[0] + organs[1])
    assert rows[at + 1 : at + 3] == [organs[2], "2026年11月20日"]
    apart = lines[at + 1][0].baseline - lines[at][0].baseline
    assert apart > 42, "seals of 42 mm do not touch"
    middles = [(line[0].x + line[-1].x) / 2 for line in lines[at + 1 : at + 3]]
    assert middles[0] == pytest.approx(middles[1], abs=0.4)


def test_attachments_are_listed_and_their_names_hang() -> None:
    long = "居民小区和公共机构生活垃圾分类投放点设置、验收、运行和日常管理维护要求（试行）"
    page = measured(made("# 通知\n\n请落实。\n", attachments=("分工表", long), organ=()))[0]
    label, second = page.line("附件：1.分工表"), page.line("2.居民小区")
    assert label[0].x == pytest.approx(LEFT + 2 * CHARACTER, abs=NEAR), "7.3.4"
    assert second[0].x == pytest.approx(label[3].x, abs=NEAR)
    lines = page.lines()
    at = next(n for n, line in enumerate(lines) if line[0] == second[0])
    assert lines[at + 1][0].x == pytest.approx(second[2].x, abs=0.4), "under the name's first"
    assert lines[at - 1][0].baseline - lines[at - 2][0].baseline == pytest.approx(2 * LINE, abs=0.1)


def test_an_attachment_opens_a_page_with_its_label_and_its_title_on_the_third_line() -> None:
    one = "## 附件1\n\n### 重点任务分工表\n\n抓好落实。"
    text = f"# 通知\n\n请落实。\n\n{one}\n\n## 附件2 设置要求\n\n照办。\n"
    pages = measured(made(text))
    assert [page.text[:3] for page in pages[1:3]] == ["附件1", "附件2"]
    page = pages[1]
    assert page.line("附件1")[0].x == pytest.approx(LEFT, abs=NEAR), "7.3.7"
    assert page.line("附件1")[0].baseline - BASELINE == pytest.approx(TOP, abs=NEAR)
    title = page.line("重点任务分工表")
    assert title[0].baseline - BASELINE == pytest.approx(TOP + 2 * LINE, abs=NEAR)
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(106, abs=0.5)
    front = pages[0].text
    assert "附件：1.重点任务分工表2.设置要求" in front, "listed after the text"


# ---- 版记, 页码 (7.4, 7.5) -------------------------------------------------------------------


def test_the_rules_of_the_colophon_and_what_stands_between_them() -> None:
    page = measured(made(letter(4)))[-1]
    outer, inner, last = colophon(page)
    assert [outer.thickness, inner.thickness, last.thickness] == pytest.approx(
        [0.35, 0.25, 0.35], abs=0.01
    ), "7.4.1"
    assert last.bottom == pytest.approx(FOOT, abs=0.02)
    for rule in (outer, inner, last):
        assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.05)
    copies = page.line("抄送：市委办公室，市人大常委会办公室。")
    printed, date = page.line("云溪市人民政府办公室"), page.line("2026年11月23日印发")
    assert outer.bottom < top(copies) < bottom(copies) < inner.top
    assert inner.bottom < top(printed) < bottom(printed) < last.top
    assert copies[0].x == printed[0].x == pytest.approx(LEFT + FOUR, abs=NEAR), "7.4.2, 7.4.3"
    assert date[-1].x + FOUR == pytest.approx(RIGHT - FOUR, abs=NEAR)


def test_names_of_the_colophon_hang_after_the_colon() -> None:
    many = tuple(f"市直属机关第{n}办公室" for n in range(12))
    page = measured(made(letter(4), copy_to=many))[-1]
    outer, inner, _ = colophon(page)
    lines = [line for line in page.lines() if outer.top < line[0].baseline < inner.top]
    assert len(lines) > 2
    for line in lines[1:]:
        assert line[0].x == pytest.approx(LEFT + 4 * FOUR, abs=NEAR), "7.4.2"


@pytest.mark.parametrize("template", ["gongwen", "jiyao"])
def test_wherever_the_text_ends_the_colophon_is_on_the_last_face_and_no_signature_alone(
    template: str,
) -> None:
    short = SENTENCE[:22]
    for count in (*range(2, 9), *range(22, 33)):
        text = "# 通知\n\n" + "\n\n".join([short] * count) + "\n"
        pages = measured(made(text, template))
        assert len(pages) % 2 == 0, count
        assert [("印发" in page.text) for page in pages] == [False] * (len(pages) - 1) + [True]
        for page in pages[:-1]:
            assert short in page.text, f"a page without text, {count} paragraphs"
        signed = [page for page in pages if "2026年11月20日" in page.text]
        assert all(short in page.text for page in signed), count


def test_page_numbers_stand_outside_from_the_first_page_on() -> None:
    pages = measured(made(letter()))
    for number, page in enumerate(pages, 1):
        folio = page.lines()[-1]
        assert "".join(char.char for char in folio) == f"—{number}—"
        dash = folio[0]
        assert dash.top == pytest.approx(FOOT + 7, abs=NEAR), "7.5"
        if number % 2:
            assert folio[-1].right == pytest.approx(RIGHT - FOUR, abs=NEAR)
        else:
            assert folio[0].left == pytest.approx(LEFT + FOUR, abs=NEAR)
        text = page.line("天地") if number < len(pages) else None
        if text:
            assert folio[1].size == pytest.approx(14 / 16 * text[0].size, rel=0.01)


# ---- what nobody gave, and 纪要 (10.3) --------------------------------------------------------


@pytest.mark.parametrize(("template", "banner"), [("gongwen", ""), ("jiyao", "会议纪要")])
def test_what_nobody_gave_leaves_nothing_on_the_page(template: str, banner: str) -> None:
    config = Config(template=template, strict=True)
    pdf = build("# 会议召开\n\n会议开了。\n".encode(), config, name="r.md").products[0].data
    (page,) = measured(pdf)
    assert page.text == squeeze(f"{banner}会议召开会议开了。—1—")
    assert len(page.rules) == bool(banner)


def test_minutes_list_who_was_there_with_labels_in_another_face() -> None:
    present = ("李明远", "王建国", "周晓岚")
    observers = ("市发展改革委刘一鸣、宋佳", "市财政局郑海涛", "市生态环境局唐雨、吴越、许诺、鲁达")
    text, name = "# 纪要\n\n会议研究了有关事项。\n", "云溪市人民政府常务会议纪要"
    pdf = made(text, "jiyao", name=name, present=present, observers=observers)
    page = measured(pdf)[0]
    high, _ = ink(pdf, 0, (LEFT, 45, RIGHT, 100))
    assert high == pytest.approx(TOP + 35, abs=NEAR)
    label = page.line("出席：李明远、王建国、周晓岚")
    assert label[0].x == pytest.approx(LEFT + 2 * CHARACTER, abs=NEAR)
    row = page.line("列席：市发展改革委刘一鸣、宋佳；市财政局")
    lines = page.lines()
    at = next(n for n, line in enumerate(lines) if line[0] == row[0])
    assert lines[at + 1][0].x == pytest.approx(row[3].x, abs=0.4), "under the first after the colon"
    assert "请假" not in page.text
    assert "云溪市人民政府2026年11月23日" in page.text, "organ and date below the banner"
    assert "2026年11月20日" not in page.text, "minutes bear no signature"
