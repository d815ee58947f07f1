"""Newspaper-like Chinese that is nobody's: our own sentences, put together anew.

`paragraphs()` gives the same forty thousand characters every time. Quotation marks, marks in a
row, dashes, ellipses, figures with units, Latin words, book titles and foreign names come as
often as in a local paper's reports.
"""

from __future__ import annotations

import random

SEED = 20251024
CHARACTERS = 40_000

_SLOTS: dict[str, list[str]] = {
    "organ": ["市发展改革委", "市生态环境局", "县农业农村局", "市交通运输局", "市卫生健康委", "区教育局",
              "市水务局", "市住房城乡建设局", "省气象局", "市应急管理局", "市文化旅游局", "市市场监管局"],
    "place": ["清河街道", "东湖新区", "双台子村", "柳河镇", "北岭开发区", "石桥子乡", "老城片区", "临港产业园",
              "南沟社区", "新民路小学", "云岭水库", "望江大桥"],
    "person": ["李建国", "王淑芬", "赵明远", "欧阳春", "陈思齐", "孙立", "周晓琳", "何大勇", "郑海涛", "吴敏"],
    "title": ["主任", "局长", "书记", "工程师", "校长", "站长", "队长", "研究员"],
    "book": ["《城市更新三年行动方案》", "《农村供水条例》", "《安全生产责任清单》", "《河湖长制实施细则》",
             "《志愿服务管理办法》", "《数据要素市场化配置改革意见》", "《关于做好秋冬季防火工作的通知》"],
    "quote": ["“一户一策”", "“先建后补”", "“最多跑一次”", "“互联网+监管”", "“十四五”", "“双随机、一公开”",
              "“吹哨报到”", "“把问题解决在家门口”", "“三张清单”", "“看得见、摸得着”", "“老旧散”"],
    "latin": ["5G", "AI", "GDP", "PM2.5", "LED", "VOCs", "Wi-Fi", "GIS", "B2B", "ISO 9001", "App", "CT", "BIM",
              "DNA", "R&D", "PPP", "SCI"],
    "unit": ["公里", "吨", "户", "个", "亩", "平方米", "千瓦时", "万元", "人次", "台", "处", "项"],
    "foreign": ["卡尔·林德", "玛丽亚·索伦森", "约翰·史密斯", "伊万·彼得罗夫"],
    "month": [str(month) for month in range(1, 13)],
    "field": ["供水管网改造", "河道清淤", "校舍加固", "公交线路优化", "秸秆综合利用", "老年助餐", "普惠托育",
              "高标准农田建设", "充电设施布局", "历史街区保护", "家庭医生签约", "防汛物资储备"],
    "good": ["稳步推进", "全面铺开", "初见成效", "提前完成", "有序展开", "得到群众认可", "走在全省前列"],
    "say": ["介绍", "表示", "说", "告诉记者", "坦言", "回忆"],
}  # fmt: skip

_SENTENCES = [
    "{month}月{day}日，{organ}在{place}召开现场会，部署{field}工作。",
    "据{organ}{say}，今年以来全市累计投入资金{number}万元，{field}{good}。",
    "{person}是{place}的{title}，在这里工作了{small}年。",
    "“过去下雨天一脚泥，现在路灯亮了，水也通了。”{person}{say}。",
    "{say}起{quote}的做法，{title}{person}说：“办法很简单——把话说明白，把账算清楚，把事办到位。”",
    "按照{book}的要求，{organ}将{field}列入{quote}，逐项明确责任人、时间表、路线图。",
    "截至{month}月底，{place}已完成{number}{unit}，占全年任务的{percent}%；其中，{field}完成{number}{unit}。",
    "会议强调，要坚持问题导向、目标导向、结果导向，抓好{field}、{field}和{field}三件事。",
    "项目引入{latin}技术，平均每{small}分钟采集一次数据，误差不超过{decimal}%。",
    "“{latin}不是万能的，但没有数据，就只能凭感觉。”{foreign}在研讨会上这样说。",
    "{place}（原{place}）位于城区西北，面积{decimal}平方公里，常住人口{number}人。",
    "从{small}℃到-{small}℃，这里的冬天来得很快，{organ}提前{small}天启动供暖调试。",
    "第{small}届“水与城市”论坛在{place}举行，来自{small}个国家和地区的{number}名代表参加。",
    "谁来管？怎么管？管到什么程度？！{book}给出了答案。",
    "{organ}、{organ}等{small}个部门联合印发{book}（以下简称《办法》），自{month}月1日起施行。",
    "他打开手机上的{latin}，输入编号“{small}”，不到{small}秒，{field}的进度便显示出来……",
    "有人担心：这样做，会不会“雷声大、雨点小”？{person}的回答只有四个字：说到做到。",
    "上午{hour}:{minute}，{place}的广场上已经坐满了人，有的带着孩子，有的拿着本子，等着听{field}的政策解读。",
    "与去年同期相比，{latin}浓度下降{percent}%，优良天数增加{small}天；群众满意度达到{percent}.{digit}%。",
    "{organ}{title}{person}{say}，下一步将围绕{quote}，在{place}、{place}等地开展试点，力争{year}年底前实现全覆盖。",
    "这不是第一次——{year}年、{year}年，{place}都曾因为同样的问题被通报。",
    "路修好了，人也就来了。",
    "“小李，”他停了停，又说，“这件事要快，但不能急；要严，但不能‘一刀切’。”",
    "{field}涉及{number}{unit}，任务重、时间紧、战线长，{organ}抽调{small}名骨干，组成{small}个工作组，分片包干。",
    "在{place}，一条全长{decimal} km的绿道串起{small}处公园，成为市民休闲的好去处。",
    "评审组认为，该方案兼顾成本、效率与公平，符合{latin}标准，可以推广。",
    "他把这些经验概括为{quote}{quote}{quote}，并写进了《工作手册》。",
    "{person}、{person}和{person}三位同志先后发言。",
    "记者在{place}看到，{field}的施工围挡已经拆除，新铺的沥青路面平整宽阔，两侧的银杏树正在落叶。",
    "对此，{organ}回应：已责成有关单位于{month}月{day}日前整改到位，逾期未完成的，依法依规处理。",
    "数据显示，{year}—{year}年，全市{field}的投入年均增长{percent}%，比“十三五”末提高{decimal}个百分点。",
    "“为什么选在这里？”“因为离家近。”{person}笑着{say}。",
    "一边是{field}，一边是{field}，两头都不能放松。",
    "{foreign}教授团队与市第{small}中学合作，开设了{latin}兴趣班，报名的学生有{number}名。",
]  # fmt: skip


def paragraphs(characters: int = CHARACTERS) -> list[str]:
    """Paragraphs of one to nine sentences, together at least so many characters."""
    choose = random.Random(SEED)
    found: list[str] = []
    count = 0
    while count < characters:
        patterns = choose.sample(_SENTENCES, choose.choice([1, 2, 3, 4, 5, 6, 7, 9]))
        found.append("".join(_sentence(choose, pattern) for pattern in patterns))
        count += len(found[-1])
    return found


def _sentence(choose: random.Random, pattern: str) -> str:
    parts = pattern.split("{")
    return parts[0] + "".join(_filled(choose, part) for part in parts[1:])


def _filled(choose: random.Random, part: str) -> str:
    name, _, rest = part.partition("}")
    return _value(choose, name) + rest


def _value(choose: random.Random, name: str) -> str:
    if name in _SLOTS:
        return choose.choice(_SLOTS[name])
    figures = {
        "day": (1, 30), "small": (2, 38), "percent": (1, 99), "year": (2013, 2025), "digit": (0, 9),
        "hour": (8, 11), "minute": (10, 59),
    }  # fmt: skip
    if name == "number":
        number = choose.choice([choose.randint(12, 999), choose.randint(1000, 9_800)])
        return f"{number:,}" if choose.random() < 0.3 else str(number)
    if name == "decimal":
        return f"{choose.uniform(0.2, 60):.{choose.choice([1, 2])}f}"
    return str(choose.randint(*figures[name]))


def long_paragraph(characters: int) -> str:
    """One paragraph of so many characters."""
    choose = random.Random(SEED + 1)
    text = ""
    while len(text) < characters:
        text += _sentence(choose, choose.choice(_SENTENCES))
    return text[:characters]
