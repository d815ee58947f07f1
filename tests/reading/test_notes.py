"""Footnotes of Markdown dialects are text like any other: nothing of a report is lost."""

from __future__ import annotations

from eco_print.reading import ReadOptions, read


def test_a_note_is_kept_and_a_link_target_still_serves() -> None:
    source = "# 会议召开\n\n数据见下表[^1]，详见[网站][站]。\n\n[^1]: 数据来自国控站点。\n\n[站]: https://example.org/\n"
    report = read(source.encode(), ReadOptions(name="r.md"))
    text = report.body_text()
    assert "[^1]" in text
    assert "数据来自国控站点。" in text
    assert "example.org" not in text
    links = [run.link for block in report.blocks for run in block.runs if run.link]
    assert links == ["https://example.org/"]
