"""What the lines around a text say of its issuing is in the metadata and the name of its files."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from eco_print import Config, build
from eco_print.profile import Profile

LETTER = """关于开展安全检查的通知

河政办发〔2026〕12号

各县（市、区）人民政府：

请于7月15日前完成检查，并报送结果。检查中发现的问题要立即整改，不留死角。

检查情况将予通报。

河东市人民政府办公室
2026年7月9日
"""
SPEECH = """在全市教育工作会议上的讲话
（2026年3月1日）
市委书记　李强

同志们：

今天的会议很重要，要抓好落实。

各级各部门要认真学习领会。
"""
PRISM = "{http://prismstandard.org/namespaces/basic/2.0/}"
KEYS = (
    *("dc:date", "dc:publisher", "dc:creator", "dc:identifier", "xmp:CreateDate"),
    *(f"{PRISM}publicationDate", f"{PRISM}organization"),
)


def said_in(text: str, **more: Any) -> tuple[str, dict[str, Any], list[str]]:
    """The name of the files, what the archive file says of itself, and the codes found."""
    built = build(text.encode(), Config(profiles=(Profile.ARCHIVE,), **more))
    (product,) = built.products
    with pikepdf.open(io.BytesIO(product.data)) as pdf, pdf.open_metadata() as said:
        return (
            built.name,
            {key: said.get(key) for key in KEYS},
            [finding.code for finding in built.findings],
        )


@pytest.mark.parametrize("template", ["bulletin", "gongwen"])
def test_a_letter_is_known_by_its_signature_date_and_number(template):
    name, said, codes = said_in(LETTER, template=template)
    assert name == "2026-07-09-关于开展安全检查的通知"
    assert said["dc:date"] == ["2026-07-09"]
    assert said[f"{PRISM}publicationDate"] == "2026-07-09"
    assert said["xmp:CreateDate"].startswith("2026-07-09")
    assert said["dc:publisher"] == {"河东市人民政府办公室"}
    assert said["dc:creator"] == ["河东市人民政府办公室"]
    assert said["dc:identifier"] == "河政办发〔2026〕12号"
    assert "archive-undated" not in codes


def test_fields_win_over_what_the_lines_say():
    given = {
        "date": "2026-07-20", "organ": "河东市人民政府", "editor": "秘书处",
        "document_number": "河政发〔2026〕3号",
    }  # fmt: skip
    name, said, _ = said_in(LETTER, overrides=given)
    assert name.startswith("2026-07-20")
    assert said["dc:date"] == ["2026-07-20"]
    assert said["dc:publisher"] == {"河东市人民政府"}
    assert said["dc:creator"] == ["秘书处"]
    assert said["dc:identifier"] == "河政发〔2026〕3号"


def test_the_day_of_signing_that_is_given_wins_too():
    name, said, _ = said_in(LETTER, template="gongwen", overrides={"signed": "2026-07-10"})
    assert name.startswith("2026-07-10")
    assert said["dc:date"] == ["2026-07-10"]


def test_the_number_of_an_issue_that_is_given_is_its_identifier():
    assert said_in(LETTER, overrides={"serial": "甲12"})[1]["dc:identifier"] == "甲12"


def test_han_figures_of_a_date_are_read():
    dated = LETTER.replace("2026年7月9日", "二〇二六年七月九日")
    name, said, _ = said_in(dated)
    assert (name[:10], said["dc:date"]) == ("2026-07-09", ["2026-07-09"])


def test_a_person_who_signs_is_the_author_and_no_issuing_organ():
    signed = LETTER.replace("河东市人民政府办公室", "王 明")
    said = said_in(signed)[1]
    assert said["dc:creator"] == ["王明"]
    assert said["dc:publisher"] is None


def test_who_speaks_is_the_author():
    said = said_in(SPEECH, overrides={"editor": "市委办公室"})[1]
    assert said["dc:creator"] == ["李强"]
    assert said[f"{PRISM}organization"] == "市委办公室"


def test_reporters_stay_the_authors():
    said = said_in("全市会议召开\n\n7月9日，会议召开，部署工作。\n\n记者：张晓明\n")[1]
    assert said["dc:creator"] == ["张晓明"]


def test_a_day_that_does_not_exist_dates_nothing():
    text = "全市会议召开\n\n2026年2月30日，会议召开，部署工作。\n"
    _, said, codes = said_in(text)
    assert (said["dc:date"], said["xmp:CreateDate"]) == (None, None)
    assert "archive-undated" in codes
