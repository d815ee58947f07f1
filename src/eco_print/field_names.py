"""What the fields of an issue are called, in front matter, settings and flags alike.

In: a name as somebody wrote it (期号, report-to). Out: the English name that templates use.
"""

from __future__ import annotations

from types import MappingProxyType

FIELD_NAMES = MappingProxyType(
    {
        "title": ("标题", "題目", "题目", "標題", "headline"),
        "kicker": ("引题", "引題", "肩题"),
        "subtitle": ("副题", "副題", "副标题", "副標題"),
        "name": ("刊名", "简报名称", "報名", "标志", "发文机关标志", "纪要名称"),
        "organ": (
            *("主办", "主办单位", "主办机关", "机关", "主辦", "機關", "organization"),
            *("发文机关", "制发机关"),
        ),
        "editor": ("编印单位", "编印", "编辑单位", "編印單位", "publisher", "印发机关", "印发单位"),
        "issue": ("期号", "期数", "期號"),
        "total_issue": ("总期号", "总期数", "總期號"),
        "date": ("日期", "印发日期", "编印日期"),
        "classification": ("密级", "密級", "密级和保密期限"),
        "serial": ("编号", "份号", "編號"),
        "urgency": ("紧急程度", "缓急"),
        "document_number": ("发文字号", "文号"),
        "signers": ("签发人",),
        "addressee": ("主送", "主送机关"),
        "attachments": ("附件", "附件说明"),
        "signature": ("署名", "发文机关署名", "落款"),
        "signed": ("成文日期",),
        "sealed": ("盖章", "加盖印章"),
        "remark": ("附注",),
        "present": ("出席", "出席人员"),
        "excused": ("请假", "请假人员"),
        "observers": ("列席", "列席人员"),
        "note": ("按语", "编者按", "按語"),
        "report_to": ("报", "报送", "報"),
        "send_to": ("送",),
        "copy_to": ("发", "抄送", "抄送机关", "抄发", "發"),
        "copies": ("印数", "份数", "印數"),
    }
)
"""The English name of each field that is known, and what else it may be called."""

KNOWN = MappingProxyType(
    {alias: name for name, aliases in FIELD_NAMES.items() for alias in (name, *aliases)}
)
"""Every name a field may be called by, and its English one."""


def field_name(given: str) -> str:
    """The English name of a field; a name that is not known stays, `-` and space as `_`."""
    plain = given.strip().lower().replace("-", "_").replace(" ", "_")
    return KNOWN.get(plain, plain)
