"""Headlines by sense, in the shapes of GB/T 9704; the character grid."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.typesetting import Justify, Settings, compose, prepare
from eco_print.typesetting.grid import snap, whole_lines
from eco_print.typesetting.headline import compose_headline
from eco_print.typesetting.words import word_starts

from .setting import advances

HEADLINES = {
    "全市生态环境保护大会暨市生态文明建设和生态环境保护委员会会议召开": [
        "生态文明",
        "委员会",
        "大会",
    ],
    "宋诚主持召开市委常委会会议传达学习习近平总书记重要讲话精神": [
        "宋诚",
        "习近平",
        "总书记",
        "常委会",
    ],
    "市长冯智带队赴昌图县调研秋粮收获和黑土地保护工作": ["冯智", "昌图县", "黑土地", "调研"],
    "关于印发《铁岭市2025年大气污染防治工作实施方案》的通知": ["铁岭市", "2025年", "方案", "通知"],
    "孙馗凯田畅韩冰洁获评全省优秀新闻工作者": ["孙馗凯", "优秀", "新闻", "工作者"],
    "第12届辽河流域生态文明示范带建设研讨会在我市举行": ["第12届", "辽河流域", "研讨会"],
}


def headline(text: str, ems: float) -> list[str]:
    paragraph = prepare(text, advances(text), Settings(justify=Justify.NONE))
    found = compose_headline(paragraph, ems * 1000)
    assert found is not None
    return [text[line.start : line.end] for line in found]


@pytest.mark.parametrize("measure", [10, 12, 14, 17, 20, 22])
@pytest.mark.parametrize("text", HEADLINES)
def test_no_headline_divides_a_word_or_a_name(text: str, measure: int) -> None:
    got = headline(text, measure)
    assert "".join(got) == text
    for word in HEADLINES[text]:
        assert any(word in line for line in got), got
    assert all(len(line) > 3 for line in got)
    assert all(line[0] not in "的》" and line[-1] not in "《和暨" for line in got)


def test_two_lines_are_not_of_one_width_where_the_sense_allows_it() -> None:
    text = "云溪市人民政府关于加快推进城乡生活垃圾分类和资源化利用的通知"
    assert abs(len(headline(text, 20)[0]) - len(text) / 2) >= 1


BY_SENSE = [  # the text with the place where each line should end, and the measure
    ("市委书记李建国主持召开/市委全面深化改革委员会/第十二次会议", 14),
    ("全市安全生产和消防工作/电视电话会议召开", 14),
    ("市政府党组理论学习中心组/举行专题学习会", 14),
    ("县委理论学习中心组学习会/暨“一把手”讲坛第八讲举行", 22),
    ("深入学习贯彻党的二十届四中全会精神/奋力谱写中国式现代化清河篇章", 22),
    ("关于印发/《清河市城市更新三年行动方案/（2025—2027年）》的通知", 14),
    ("东北三省一区污染防治/联防联控工作会议在沈阳召开", 14),
    ("市人大常委会审议通过/《清河市文明行为促进条例》", 22),
    ("第十届“水与城市”国际论坛/在望江大桥会展中心开幕", 22),
    ("阿不都热合曼·买买提同志/先进事迹报告会在京举行", 22),
    ("关于做好2026年元旦春节期间/有关工作的通知", 14),
    ("市委常委、常务副市长赵明远/检查指导防汛备汛工作", 22),
    ("王淑芬赴双台子区调研乡村振兴/和农村人居环境整治工作", 22),
    ("全国人大常委会执法检查组来我市/开展水污染防治法执法检查", 22),
    ("习近平总书记关于加强和改进/民族工作的重要思想研讨班开班", 22),
    ("中共中央办公厅国务院办公厅印发/《关于推进新型城镇化建设的意见》", 22),
    ("张玉卓会见俄罗斯联邦萨哈/（雅库特）共和国代表团", 22),
    ("我市12家企业入选国家级/专精特新“小巨人”企业名单", 22),
]


@pytest.mark.parametrize(("text", "measure"), BY_SENSE)
def test_headlines_end_their_lines_where_an_editor_would(text: str, measure: int) -> None:
    assert "/".join(headline(text.replace("/", ""), measure)) == text


@pytest.mark.parametrize("measure", range(9, 23))
def test_no_line_of_a_headline_ends_in_what_leads_or_begins_with_what_trails(measure: int) -> None:
    for text, _ in BY_SENSE:
        got = headline(text.replace("/", ""), measure)
        for before, after in itertools.pairwise(got):
            assert not before.endswith(("全面", "深入", "关于", "第", "的二十", "和")), got
            assert not after.startswith(("会暨", "届", "次", "的", "》", "组举行")), got


def test_the_real_headline_ends_its_first_line_with_a_phrase() -> None:
    assert headline(next(iter(HEADLINES)), 20) == [
        "全市生态环境保护大会暨市生态文明建设",
        "和生态环境保护委员会会议召开",
    ]


@pytest.mark.parametrize("text", HEADLINES)
def test_three_lines_make_a_trapezoid_or_a_diamond(text: str) -> None:
    got = headline(text, 10)
    if len(got) == 3:
        a, b, c = map(len, got)
        assert not (b < a - 1 and b < c - 1), got  # an hourglass


def test_what_fits_stays_on_one_line() -> None:
    assert headline("市委常委会会议召开", 20) == ["市委常委会会议召开"]


@given(st.text(st.sampled_from("市委召开会议的和“”《》，A3 "), min_size=1, max_size=60))
@settings(deadline=None, max_examples=150)
def test_a_headline_is_its_text(text: str) -> None:
    paragraph = prepare(text, advances(text), Settings(justify=Justify.NONE))
    found = compose_headline(paragraph, 12_000)
    if found is not None:
        assert found[0].start == len(text) - len(text.lstrip())
        assert found[-1].next == len(text)
        assert all(a.next <= b.start for a, b in itertools.pairwise(found))


def test_a_whole_page_is_no_headline() -> None:
    text = "会议" * 200
    paragraph = prepare(text, advances(text), Settings(justify=Justify.NONE))
    assert compose_headline(paragraph, 20_000) is None


def test_words_are_those_of_the_list_and_names_follow_surnames() -> None:
    text = "市委书记宋诚赴昌图县出席会议"
    starts = sorted(word_starts(text))
    assert [text[a:b] for a, b in itertools.pairwise(starts)] == [
        "市委", "书记", "宋诚", "赴", "昌图县", "出席", "会议",
    ]  # fmt: skip


def test_blocks_take_whole_lines_of_the_grid() -> None:
    assert [whole_lines(h, 10) for h in (0, 9, 10, 10.0000001, 11, 25)] == [1, 1, 1, 1, 2, 3]
    assert snap(37.0, 37, 10) == 37
    assert snap(37.0000001, 37, 10) == 37
    assert snap(40, 37, 10) == 47


def test_a_full_line_on_the_grid_holds_its_number_of_characters() -> None:
    pitch = 156 / 28 / (16 / 72 * 25.4) * 1000  # 28 on 156 mm in 16 pt, 987 thousandths of an em
    text = "天" * 60
    paragraph = prepare(text, [1000] * 60, Settings(pitch=pitch))
    first = compose(paragraph, (28 * pitch,))[0]
    assert first.end == 28
    assert sum(first.after) + 28_000 == round(28 * pitch)
