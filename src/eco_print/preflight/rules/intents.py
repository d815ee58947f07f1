"""The output intent: which press, which paper, and the ICC profile that describes them.

ISO 32000-1, 14.11.5; ISO 15930-7:2010, 6.4; ISO 19005-3, 6.2.3 and 6.2.4.3.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from PIL import ImageCms

from ...conditions import registered
from ...diagnostics import Text
from ...profile import Profile
from ..intents import Intent
from ..marks import Mark
from ..model import Claims
from ..objects import entry, text
from .rule import ERROR, WARNING, Case, Hit, finds, rule

_INTENT = "ISO 32000-1, 14.11.5; ISO 15930-7:2010, 6.4"
_ICC_REGISTRY = "http://www.color.org"
_REGISTERED = re.compile(r"FOGRA\d|CGATS|JC20|JCW20|IFRA\d|PSR|TR\d|GRACoL|SWOP", re.IGNORECASE)
"""How the names of printing conditions begin that the ICC's registry has."""
_MEASURED = re.compile(r"FOGRA\d\d|JC20\d{4}", re.IGNORECASE)
_TAGS = 100  # in a profile's table; none has more than a few dozen
_TOLD = re.compile(_MEASURED.pattern.encode(), re.IGNORECASE)

MISSING = rule(
    *("output-intent-missing", _INTENT),
    *("没有输出意图（OutputIntent）", "there is no output intent"),
    *("按印厂的 ICC 写入输出意图", "add an output intent with the printer's ICC profile"),
    press=ERROR,
)
WRONG_TYPE = rule(
    *("output-intent-type", _INTENT),
    *("输出意图不是 GTS_PDFX", "no output intent is of the type GTS_PDFX"),
    *("输出意图的 /S 应为 /GTS_PDFX", "give the output intent /S /GTS_PDFX"),
    press=ERROR,
)
SEVERAL = rule(
    *("output-intent-several", _INTENT),
    *("有多个 GTS_PDFX 输出意图", "there is more than one GTS_PDFX output intent"),
    *("只留一个", "keep one"),
    press=ERROR,
)
NO_PROFILE = rule(
    *("output-intent-profile", _INTENT),
    *("输出意图没有可用的 ICC 文件", "the output intent has no usable ICC profile"),
    *("嵌入完整的输出设备 ICC 文件", "embed the whole ICC profile of the output device"),
    press=ERROR,
    archive=ERROR,
)
MISMATCH = rule(
    *("output-intent-mismatch", "ISO 32000-1, 8.6.5.5 and 14.11.5"),
    *("输出意图的分量数与 ICC 文件不符", "the intent's /N is not what its ICC profile has"),
    *("/N 应与 ICC 文件的颜色空间一致", "set /N to the number of the profile's channels"),
    press=ERROR,
    archive=ERROR,
)
NOT_CMYK = rule(
    *("output-intent-not-cmyk", "GWG 2015, output intent"),
    *("输出意图不是 CMYK", "the output intent is not for CMYK"),
    *("改用 CMYK 印刷条件的 ICC", "use the profile of a CMYK printing condition"),
    press=ERROR,
)
NO_CONDITION = rule(
    *("output-intent-condition", _INTENT),
    *("输出意图没有 OutputConditionIdentifier", "the intent has no OutputConditionIdentifier"),
    *("写明印刷条件，如 FOGRA39", "name the printing condition, such as FOGRA39"),
    press=ERROR,
)
NO_REGISTRY = rule(
    *("output-intent-registry", _INTENT),
    *("输出意图没有 RegistryName", "the intent does not say in which registry its condition is"),
    *(
        f"写入 RegistryName（{_ICC_REGISTRY}），未登记的条件写 Info",
        f"add RegistryName ({_ICC_REGISTRY}), or Info for a condition in no registry",
    ),
    press=WARNING,
)
OTHER_CONDITION = rule(
    *("output-intent-other-condition", _INTENT),
    *(
        "输出意图写的印刷条件不是 ICC 文件的条件",
        "the intent names another printing condition than its ICC profile",
    ),
    *("改正 OutputConditionIdentifier，或换 ICC 文件", "mend the name, or change the profile"),
    press=WARNING,
)
DIFFER = rule(
    *("output-intents-differ", "ISO 19005-3, 6.2.3"),
    *("几个输出意图的 ICC 文件不是同一个", "the output intents do not share one ICC profile"),
    *("各输出意图须引用同一个 ICC 对象", "let every intent refer to the same profile object"),
    archive=ERROR,
)
UNANCHORED = rule(
    *("colour-unanchored", "ISO 19005-3, 6.2.4.3"),
    *("设备颜色没有输出意图可依", "a device colour has no output intent to be read by"),
    *(
        "加 GTS_PDFA1 输出意图，颜色模型与所用设备颜色一致",
        "add a GTS_PDFA1 output intent of the same colour model, or use ICC colours",
    ),
    archive=ERROR,
)


@finds(MISSING, WRONG_TYPE, SEVERAL)
def intent_present(case: Case) -> Iterator[Hit]:
    intents = case.document.intents
    press = [intent for intent in intents if intent.subtype == "GTS_PDFX"]
    if not intents:
        yield Hit(MISSING)
    elif not press:
        yield Hit(WRONG_TYPE, object=", ".join(intent.subtype or "?" for intent in intents))
    if len(press) > 1:
        yield Hit(SEVERAL, object=", ".join(intent.condition for intent in press))


@finds(NO_PROFILE, MISMATCH)
def intent_profile(case: Case) -> Iterator[Hit]:
    claims = case.document.claims
    for intent in case.document.intents:
        if not intent.profile and _described_elsewhere(intent, claims):
            continue
        if not _profile_usable(intent):
            yield Hit(NO_PROFILE, object=intent.subtype)
        elif intent.declared != intent.components:
            said = f"/N {intent.declared}, ICC {intent.model}"
            yield Hit(MISMATCH, object=intent.subtype, message=MISMATCH.saying(said))


def _described_elsewhere(intent: Intent, claims: Claims) -> bool:
    """PDF/X-1a and X-3 let a registry name do; X-4p and its like refer to a profile outside."""
    if claims.before_x4:
        return bool(intent.registry and intent.condition)
    outside = claims.pdfx in {"PDF/X-4p", "PDF/X-5pg", "PDF/X-5n", "PDF/X-6p", "PDF/X-6n"}
    return outside and entry(intent.value, "/DestOutputProfileRef") is not None


def _profile_usable(intent: Intent) -> bool:
    data = intent.profile
    length = int.from_bytes(data[:4], "big")
    known = intent.components is not None and intent.device_class in {"prtr", "mntr"}
    return known and data[36:40] == b"acsp" and 128 < length <= len(data) and _converts(intent)


def _converts(intent: Intent) -> bool:
    """Whether colours can be converted by a profile: its tables may be cut short or damaged."""
    mode = {1: "L", 3: "RGB", 4: "CMYK"}[intent.components or 4]
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.profile))
        display = ImageCms.createProfile("sRGB")
        # Nothing is converted: the table that would make it fast takes most of the time.
        ImageCms.buildTransform(profile, display, mode, "RGB", flags=ImageCms.Flags.NOOPTIMIZE)
    except (OSError, ValueError, ImageCms.PyCMSError):
        return False
    return True


@finds(OTHER_CONDITION)
def condition_agrees(case: Case) -> Iterator[Hit]:
    """A profile tells which measurements it was made from; FOGRA39L is FOGRA39."""
    intent = case.document.press_intent
    named = _MEASURED.match(intent.condition) if intent is not None else None
    if intent is None or named is None:
        return
    told = {found.decode().upper() for found in _TOLD.findall(_words(intent.profile))}
    known = registered(intent.profile).get("condition")
    told |= {known} if known else set()
    if told and named[0].upper() not in told:
        said = f"{intent.condition} ≠ {', '.join(sorted(told))}"
        yield Hit(OTHER_CONDITION, object=intent.condition, message=OTHER_CONDITION.saying(said))


def _words(profile: bytes) -> bytes:
    """What a profile says in words; its tables, nearly all of it, say nothing (ICC.1, 7.3)."""
    count = min(int.from_bytes(profile[128:132], "big"), _TAGS)
    said = []
    for entry_at in range(132, 132 + 12 * count, 12):
        start = int.from_bytes(profile[entry_at + 4 : entry_at + 8], "big")
        size = int.from_bytes(profile[entry_at + 8 : entry_at + 12], "big")
        if profile[start : start + 4] in {b"text", b"desc", b"mluc"}:
            said.append(profile[start : start + size].replace(b"\0", b""))
    return b"\n".join(said)


@finds(NOT_CMYK, NO_CONDITION, NO_REGISTRY)
def press_intent(case: Case) -> Iterator[Hit]:
    intent = case.document.press_intent
    if intent is None:
        return
    if intent.components not in {None, 4}:
        yield Hit(NOT_CMYK, object=intent.model)
    if not intent.condition:
        yield Hit(NO_CONDITION)
    registered = _REGISTERED.match(intent.condition)
    if not intent.registry and (registered or not text(entry(intent.value, "/Info"))):
        yield Hit(NO_REGISTRY, object=intent.condition or None)


@finds(DIFFER)
def intents_alike(case: Case) -> Iterator[Hit]:
    digests = {intent.digest for intent in case.document.intents if intent.profile}
    if len(digests) > 1:
        yield Hit(DIFFER)


@finds(UNANCHORED)
def device_colours_anchored(case: Case) -> Iterator[Hit]:
    """A PDF/A file may use device colours only as its PDF/A output intent understands them."""
    if Profile.ARCHIVE not in case.profiles:
        return
    intents = case.document.intents
    models = {intent.model for intent in intents if intent.subtype == "GTS_PDFA1"}
    for page, content in case.document.shown:
        for mark in content.marks:
            needed = _unanchored(mark, models)
            if needed:
                message = Text(f"{needed} 没有对应的输出意图", f"{needed} has no output intent")
                yield Hit(UNANCHORED, page.place(mark.box), needed, message)


def _unanchored(mark: Mark, models: set[str]) -> str:
    """The device space that lacks an intent, "" when all is well."""
    if mark.blank:
        return ""
    space = mark.paint.space.root
    if space.family in {"Separation", "DeviceN"} and space.base is not None:
        space = space.base.root
    needs = {
        "DeviceRGB": {"RGB"},
        "DeviceCMYK": {"CMYK"},
        "DeviceGray": {"RGB", "CMYK", "GRAY"},
    }.get(space.family)
    return space.family if needs is not None and not needs & models else ""


CHECKS = (
    intent_present,
    intent_profile,
    press_intent,
    condition_agrees,
    intents_alike,
    device_colours_anchored,
)
