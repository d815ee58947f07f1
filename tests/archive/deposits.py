"""Deposits for tests: issues that never saw a layout, each different from all others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from eco_print.archive import Agent, Card, Credited, Deposit, Event, File

TEMPLATE = (
    File("template/bulletin/template.html", b"<html></html>\n" * 40),
    File("template/bulletin/style.css", b"@page { size: A4 }\n" * 200),
    File("inherited/_base/base.css", b"body { margin: 0 }\n" * 100),
)
MOMENT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def deposit(number: int = 1, /, *, text: str = "", size: int = 2000, **card: object) -> Deposit:
    """Issue `number`, with a product of `size` bytes that no other issue has."""
    said = text or f"会议要求，坚持生态优先，抓好第{number}项工作落实。\n会议由王磊主持。"
    described = {
        "title": f"全市生态环境保护大会召开（{number}）",
        "publication": "会议简报",
        "organ": "某市生态环境保护委员会办公室",
        "number": str(number),
        "issued": date(2020, 1, 1) + timedelta(days=number),
        "credits": (Credited("记者", ("孙馗凯",)), Credited("校对", ("田畅",))),
        "language": "zh-Hans",
        "template": "bulletin",
        "profiles": ("archive",),
        "pages": 2,
        "source": "报道.txt",
        "text": said,
        **card,
    }
    pdf = b"%PDF-1.7\n" + str(number).encode() * (size // len(str(number)))
    return Deposit(
        card=Card(**described),  # type: ignore[arg-type]
        files=(
            File("archive.pdf", pdf),
            File("source/报道.txt", said.encode()),
            File("report.json", b'{"version": 1}\n'),
            *TEMPLATE,
        ),
        core=("archive.pdf", "source/报道.txt"),
        media_types=(("archive.pdf", "application/pdf"), ("source/报道.txt", "text/plain")),
        events=(Event("creation", MOMENT, "排版 · typeset", agents=("eco-print",)),),
        agents=(Agent("eco-print", "0.1.0"),),
    )
