"""Each repair on its hard cases: what it must do, and what it must leave."""

from __future__ import annotations

import pytest

from eco_print.reading import REPAIR_KINDS
from eco_print.source import Span
from reading.helpers import body, codes, read_text


def kinds(text: str, **options: object) -> set[str]:
    return {repair.kind for repair in read_text(text, headline="标题", **options).repairs}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("⼯作要⾼质量、⻓期坚持⽣态⽂明。", "工作要高质量、长期坚持生态文明。"),
        ("⻔⻋⻢⻛", "门车马风"),
    ],
)
def test_radicals_from_a_pdf_are_the_characters_they_look_like(written: str, meant: str) -> None:
    assert body(written) == meant
    assert kinds(written) == {"mangled"}


def test_japanese_is_no_question() -> None:
    text = "環境省は会議を開催した。温室効果ガスの削減について議論された。"
    assert body(text) == text
    assert "script-ambiguous" not in codes(read_text(text))


# ---- pinyin, mangled ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("環(huán)境", "环境"),
        ("環（huán）境", "环境"),
        ("會(huì )議", "会议"),
        ("女子綠(lǜ)化隊(duì)", "女子绿化队"),
        ("女子綠(lv̀)化隊(duì)", "女子绿化队"),
        ("市長(zhǎng)調(diào)研項(xiàng)目", "市长调研项目"),
        ("市長(zhǎng,cháng)調(diào)研項(xiàng)目", "市长调研项目"),
        ("推動(dòng)?xùn)|北全面振興", "推动东北全面振兴"),
        ("推動?xùn)|北全面振興", "推动东北全面振兴"),
        ("發(fā)展?fàn)顩r良好", "发展状况良好"),
        ("發(fā)展?fàn)顩r,要?jiǎng)?chuàng)新", "发展状况，要创新"),
        ("各?。▍^(qū)、市)環(huán)保局", "各省（区、市）环保局"),
        ("會(huì)議要求擴(kuò)大規(guī)模", "会议要求扩大规模"),
    ],
)
def test_web_copies_are_turned_back(damaged: str, sound: str) -> None:
    assert body(damaged) == sound


@pytest.mark.parametrize(
    "text",
    [
        "妘（yún）姓，读音罕见。",
        "重庆（chóng qìng）和六安（lù ān）。",
        "乒（pīng）乓（pāng）球，红（hóng）又（yòu）亮（liàng）。",
        "皮膚「龜（jūn）裂」與龜（guī）甲讀音不同。",
        "「尷（gān）尬（gà）」二字常被寫錯，里長說民眾不必在意。",
        "陳（chén）先生和劉（liú）先生到了，陳先生說：「資訊科技改變生活。」",
        "他说（笑）：会议（上午）开完了（le）。",
        "函数f（x）的导数",
    ],
)
def test_who_annotates_on_purpose_is_left_alone(text: str) -> None:
    assert body(text, script="keep") == text


def test_a_doubtful_reading_is_a_question_that_script_settles() -> None:
    text = "會（huì）員們在樹下開懷暢飲，聽鄉親談論舊時風俗與傳說。"
    report = read_text(text)
    assert report.body_text() == text
    assert codes(report)[:2] == ["pinyin-ambiguous", "script-ambiguous"]
    assert body(text, script="hans").startswith("会员们在树下")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("環(huán)境會(huì)議,規(guī)?；笄蒺B(yǎng)殖", [(1, 23)]),
        ("環(huán)境會(huì)議要求,讓?xué)。", [(1, 20)]),
        ("会议\ufffd\ufffd指出，锟斤拷", [(1, 3), (1, 8)]),
        ("会议烫烫烫烫", [(1, 3)]),
        ("銆愰氱煡銆戝叧浜庡紑灞曟椿鍔ㄧ殑閫氱煡锛屽悇鍗曚綅", [(1, 1)]),
    ],
)
def test_what_cannot_be_known_is_left_and_reported(
    text: str, places: list[tuple[int, int]]
) -> None:
    report = read_text(text, headline="标题")
    found = [one for one in report.findings if one.code == "mangled-unknown"]
    assert [(one.span.line, one.span.column) for one in found if one.span] == places


@pytest.mark.parametrize(
    ("encoding", "wrong"), [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("gb18030", "latin-1")]
)
def test_text_read_with_the_wrong_encoding_is_turned_back(encoding: str, wrong: str) -> None:
    sound = "各乡镇要抓紧调运农资" if wrong == "gb18030" else "生态环境保护会议"
    assert body(sound.encode(encoding).decode(wrong)) == sound


@pytest.mark.parametrize("text", ["Größe und Straße", "café", "naïve résumé", "Ångström 环境"])
def test_western_letters_are_no_damage(text: str) -> None:
    assert body(text, headline="标题") == text


# ---- script ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("converted", "sound"),
    [
        ("黨中央著力推進,成效顯著", "党中央着力推进，成效显著"),
        (
            "黨委書記隨著代表來到現場,著名學者作論著報告",
            "党委书记随着代表来到现场，著名学者作论著报告",
        ),
        ("黨員干部要能幹事、干成事,環境乾淨整潔", "党员干部要能干事、干成事，环境干净整洁"),
        ("市委以后要制作面條后勤制度", "市委以后要制作面条后勤制度"),
        ("市委書記李乾、劉乾宇參加,環境乾淨", "市委书记李乾、刘乾宇参加，环境干净"),
        ("乾隆年間修建,乾坤灣項目落實", "乾隆年间修建，乾坤湾项目落实"),
        (
            "市委書記馮智、人大常委會主任宋誠,記者孫馗凱",
            "市委书记冯智、人大常委会主任宋诚，记者孙馗凯",
        ),
        (
            "會議指出,市政協委員鍾毓秀、餘力、范仲淹、於潔",
            "会议指出，市政协委员钟毓秀、余力、范仲淹、于洁",
        ),
        (
            "會議指出,衛生、衞生,汙染、污染,凈土、淨土",
            "会议指出，卫生、卫生，污染、污染，净土、净土",
        ),
        (
            "會議強調要深入瞭解、明瞭情況,瞭望塔項目落實",
            "会议强调要深入了解、明了情况，瞭望塔项目落实",
        ),
    ],
)
def test_converted_text_goes_back(converted: str, sound: str) -> None:
    assert body(converted) == sound


def test_words_of_the_mainland_stay_as_they_are() -> None:
    text = "市委要求運用信息化軟件提高網絡質量，落實項目。"
    assert body(text) == "市委要求运用信息化软件提高网络质量，落实项目。"


@pytest.mark.parametrize(
    "text",
    [
        "行政院宣布，立法院三讀通過預算案，總統府表示尊重。",
        "特區政府發言人說：「我們會繼續與業界溝通。」",
        "里長與志工沿街宣導垃圾分類，民眾透過手機查詢資訊。",
    ],
)
def test_a_genuine_traditional_text_stays(text: str) -> None:
    report = read_text(text, headline="標題")
    assert (report.body_text(), report.language, codes(report)) == (text, "zh-Hant", [])


def test_in_doubt_the_text_is_kept_and_the_question_put() -> None:
    report = read_text("春風吹過山崗，鳥兒歸來。", headline="標題")
    assert report.body_text() == "春風吹過山崗，鳥兒歸來。"
    assert codes(report) == ["script-ambiguous"]


def test_a_simplified_text_may_quote_traditional_names() -> None:
    text = "会议在“嶺南書院”旧址举行，参观了馮如故居和《資治通鑑》刻本，听取了保护情况汇报。"
    assert read_text(text, headline="标题").repairs == ()


def test_script_is_a_choice() -> None:
    assert body("这里的会议很重要，“头发”与“后面”", script="hant") == (
        "這裡的會議很重要，「頭髮」與「後面」"
    )
    assert body("行政院說：「這裡要『改革』。」", script="hans") == "行政院说：“这里要‘改革’。”"
    assert body("黨中央會議指出", script="keep", headline="標題") == "黨中央會議指出"


# ---- marks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("会议指出,要落实;会议强调:抓好!怎么办?", "会议指出，要落实；会议强调：抓好！怎么办？"),
        ("什么?!真的吗??", "什么？！真的吗？？"),
        ("10月24日,会议9:30开始,参会1,024人", "10月24日，会议9:30开始，参会1,024人"),
        ("占3.5%,比分3:2,版本v1.2.3", "占3.5%，比分3:2，版本v1.2.3"),
        ("PM2.5浓度(微克/立方米)下降", "PM2.5浓度（微克/立方米）下降"),
        ("文件(2023)第5号", "文件（2023）第5号"),
        ("(1)压实责任", "（1）压实责任"),
        ("(一)压实责任", "（一）压实责任"),
        ("函数f(x),变量a,b", "函数f(x)，变量a,b"),
        ("会议(上午)开完", "会议（上午）开完"),
        ("会议（上午)开完", "会议（上午）开完"),
        ("见http://a.cn/x,y?b=1;c=2。", "见http://a.cn/x,y?b=1;c=2。"),
        ("见http://a.cn/x.html,请查收", "见http://a.cn/x.html，请查收"),
        ("信箱a.b@c.com,电话12:30后", "信箱a.b@c.com，电话12:30后"),
        ("打开C:\\文件.txt,选择D:/a.md", "打开C:\\文件.txt，选择D:/a.md"),
        ("会议结束.", "会议结束。"),
        ("会议开始.会议结束.", "会议开始。会议结束。"),
        ("读了卡尔.马克思的书。", "读了卡尔.马克思的书。"),
        ("读了report.docx和a.b.c。", "读了report.docx和a.b.c。"),
        ("一.加强领导", "一、加强领导"),
        ("“1+N”体系,“两山”理念", "“1+N”体系，“两山”理念"),
        ("Hello, world. We met 张三, and left.", "Hello, world. We met 张三, and left."),
        ("使用OK,很好;YES!会议", "使用OK，很好；YES！会议"),
        ("ISO 9001:2015标准", "ISO 9001:2015标准"),
        ("主讲:Tom", "主讲：Tom"),
        ("会议､项目｡", "会议、项目。"),
        ("::会议", "：：会议"),
    ],
)
def test_marks(written: str, set_: str) -> None:
    assert body(written, headline="标题") == set_


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ('他说:"好"。', "他说：“好”。"),
        ("他说:\"要学'浦江经验'\"。", "他说：“要学‘浦江经验’”。"),
        ('"两山"理念、"1+N"体系', "“两山”理念、“1+N”体系"),
        ("China's 会议和'两山'", "China's 会议和‘两山’"),
        ('屏幕15.6" 大', '屏幕15.6" 大'),
        ('"会议开始了，大家请坐', "“会议开始了，大家请坐"),
        ('"Hello" he said to 张三 and "bye"', '"Hello" he said to 张三 and "bye"'),
        ("＂两山＂理念", "“两山”理念"),
        ('(“A”和"B")会议', "（“A”和“B”）会议"),
    ],
)
def test_quotation_marks(written: str, set_: str) -> None:
    assert body(written, headline="标题") == set_


@pytest.mark.parametrize("text", ['他说："好。', '"一"和"二', '会议"" ""很好', '甲" 乙 "丙会议'])
def test_marks_that_do_not_pair_are_left_and_reported(text: str) -> None:
    report = read_text(text, headline="标题")
    assert report.body_text().count('"') == text.count('"') or text.startswith('"')
    assert text.startswith('"') or codes(report) == ["quotes-unpaired"]


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("等等...会议", "等等……会议"),
        ("等等......", "等等……"),
        ("增长6.1%...", "增长6.1%……"),
        ("包括APP、QQ...", "包括APP、QQ……"),
        ("共有1...10项", "共有1...10项"),
        ("等等。。。。会议", "等等……会议"),
        ("等等…会议", "等等……会议"),
        ("等等···会议", "等等……会议"),
        ("等等……会议", "等等……会议"),
        ("wait... and see 会", "wait... and see 会"),
        ("主题--改革", "主题——改革"),
        ("主题 -- 改革", "主题——改革"),
        ("主题―― 改革", "主题——改革"),
        ("北京—上海，2021—2025年", "北京—上海，2021—2025年"),
        ("用--strict选项，--verbose", "用--strict选项，--verbose"),
        ("1-5月，A-B", "1-5月，A-B"),
    ],
)
def test_ellipses_and_dashes(written: str, set_: str) -> None:
    assert body(written, headline="标题") == set_


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("２０２３年，ＧＤＰ增长６．５％，第１，第２", "2023年，GDP增长6.5％，第1，第2"),
        ("电话：０２４－７２６５", "电话：024－7265"),
        ("会 议 纪 要", "会议纪要"),
        ("会议指出， 要落实。 会议强调 ：抓好。", "会议指出，要落实。会议强调：抓好。"),
        ("会议 指出生态文明建设是根本大计，要抓好。", "会议指出生态文明建设是根本大计，要抓好。"),
        (
            "出席会议的有张三 李四 王五，会议由赵六主持。",
            "出席会议的有张三 李四 王五，会议由赵六主持。",
        ),
        (
            "主题是“绿色发展 共建美丽家园”的活动今天举行。",
            "主题是“绿色发展 共建美丽家园”的活动今天举行。",
        ),
        ("他放弃高薪来到这里 唯一的要求竟是什么？", "他放弃高薪来到这里 唯一的要求竟是什么？"),
        ("在 WeChat 上发布 2023 年报告，反响很好。", "在 WeChat 上发布 2023 年报告，反响很好。"),
    ],
)
def test_widths_and_spaces(written: str, set_: str) -> None:
    assert body(written, headline="标题") == set_


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\u2066", "\x07", "\x7f", "\x9b", "\ufeff"])
def test_what_cannot_be_seen_is_removed_and_named(char: str) -> None:
    report = read_text(f"全市会议召开\n会议{char}指出，{char}要落实。")
    assert report.body_text() == "会议指出，要落实。"
    assert [repair.span for repair in report.repairs] == [Span.at(2, 3), Span.at(2, 7)]
    (finding,) = report.findings
    assert (finding.code, finding.span) == ("control-character", Span.at(2, 3))
    assert f"U+{ord(char):04X}" in finding.message.en


def test_conversion_keeps_what_opencc_would_drop() -> None:
    text = "葛\U000e0100城的会议\ufe0f"
    assert body(text, script="hant", headline="标题") == "葛\U000e0100城的會議\ufe0f"


def test_what_is_seen_through_joiners_stays() -> None:
    text = "会议图标👨‍👩‍👧与异体字葛󠄀城。"
    assert body(text, headline="标题", repairs_off=frozenset({"ornament"})) == text


def test_every_kind_has_words_in_both_languages() -> None:
    assert all(text.zh and text.en for text in REPAIR_KINDS.values())


def test_a_kind_switched_off_leaves_its_damage() -> None:
    text = '環(huán)境會(huì)議,"好"...--２０２３'
    everything = frozenset(REPAIR_KINDS)
    assert kinds(text, repairs_off=everything) == set()
    assert kinds(text, repairs_off=everything - {"pinyin"}) == {"pinyin"}
    assert "（huán）" in body(text, repairs_off=frozenset({"pinyin"}))
