"""Ten thousand issues that read like real ones, made without setting a page.

Sentences are drawn from a stock of official phrases, so that common words stand in most issues
and names, places and numbers in few: what a search must cope with.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from eco_print.archive import Agent, Card, Credited, Deposit, Event, File

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英馗凯畅冰洁䶮玥璟翀"


def _words(text: str) -> list[str]:
    return text.split()


PLACES = _words("铁岭 开原 昌图 西丰 清河 调兵山 银州 凡河 柴河 汎河 亮中桥 八宝 老城 新城 东升")
THEMES = _words(
    "生态环境保护 安全生产 乡村振兴 营商环境 防汛抗旱 信访维稳 招商引资 项目建设 粮食安全 "
    "基层治理 城市更新 文化旅游 教育医疗 社会保障 森林防火 秸秆禁烧 河长制 数字政府 人才工作 "
    "食品药品监管 道路交通 民营经济 科技创新 养老服务 扫黑除恶 巡视整改"
)
VERBS = _words("坚持 推进 加强 落实 强化 完善 健全 深化 提升 压实 统筹 聚焦 严守 狠抓")
OBJECTS = _words(
    "主体责任 工作机制 问题整改 督导检查 隐患排查 政策宣传 队伍建设 资金保障 示范引领 "
    "群众满意度 重点任务 短板弱项 联防联控 长效机制 考核评价 舆论引导 应急预案 信息公开"
)
MOMENT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TEMPLATE = tuple(
    File(path, random.Random(path).randbytes(size).hex().encode())
    for path, size in (
        ("template/bulletin/template.html", 1100),
        ("template/bulletin/style.css", 2100),
        ("template/bulletin/template.toml", 650),
        ("inherited/_base/blocks.html", 1500),
        ("inherited/_base/base.css", 400),
    )
)


def issue(number: int, size: int = 150_000) -> Deposit:
    """Issue `number`: a text of some 1,500 characters, and a product of `size` bytes."""
    dice = random.Random(number)
    theme, place, people = dice.choice(THEMES), dice.choice(PLACES), _people(dice)
    text = _text(dice, theme, place, people)
    pdf = File("简报.archive.pdf", b"%PDF-1.7\n" + dice.randbytes(size))
    source = File("source/报道.txt", text.encode())
    return Deposit(
        card=Card(
            title=f"{place}召开{theme}工作会议",
            publication="会议简报",
            organ=f"{place}{theme}领导小组办公室",
            number=str(number % 400 + 1),
            issued=date(1999, 1, 1) + timedelta(days=number),
            credits=(Credited("记者", (people[0],)), Credited("校对", (people[1],))),
            language="zh-Hans",
            template="bulletin",
            profiles=("archive",),
            pages=3,
            source="报道.txt",
            text=text,
        ),
        files=(
            pdf,
            source,
            File("report.json", dice.randbytes(15_000).hex().encode()),
            File("preflight.json", dice.randbytes(1500).hex().encode()),
            File("build.json", dice.randbytes(1500).hex().encode()),
            *TEMPLATE,
        ),
        core=(pdf.path, source.path),
        media_types=((pdf.path, "application/pdf"), (source.path, "text/plain")),
        events=(Event("creation", MOMENT, "排版 · typeset", agents=("eco-print",)),),
        agents=(Agent("eco-print", "0.1.0"),),
    )


def _people(dice: random.Random) -> list[str]:
    return [
        dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2))))
        for _ in range(4)
    ]


def _text(dice: random.Random, theme: str, place: str, people: list[str]) -> str:
    lines = [f"{place}召开{theme}工作会议，{people[2]}主持会议，{people[3]}出席并讲话。"]
    for _ in range(6):
        sentences = (
            f"要{dice.choice(VERBS)}{dice.choice(THEMES)}{dice.choice(OBJECTS)}，"
            f"{dice.choice(VERBS)}{dice.choice(OBJECTS)}"
            for _ in range(12)
        )
        lines.append("会议指出，" + "；".join(sentences) + "。")
    return "\n".join(lines)


#: What is asked, in equal parts.
KINDS = ("name", "theme", "verb", "number", "month", "place and theme")


def questions(count: int) -> list[str]:
    """What is asked, one of each kind in turn."""
    dice = random.Random(0)
    asked: list[str] = []
    while len(asked) < count:
        asked += [_people(dice)[0], dice.choice(THEMES), dice.choice(VERBS)]
        asked += [f"第{dice.randrange(1, 400)}期"]
        asked += [f"{dice.randrange(1999, 2026)}-0{dice.randrange(1, 10)}"]
        asked += [f"{dice.choice(PLACES)} {dice.choice(THEMES)}"]
    return asked[:count]
