"""What a new project or template starts with: files that build at once, with what to change.

They speak the language of the command line, for they are read by whoever typed the command.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..config import SETTINGS
from ..templating import Template
from .language import say

#: A custom property on a line of its own, with the comment beside it.
_VALUE = re.compile(
    r"^[ \t]*(--[\w-]+):[ \t]*([^;{}]+);[ \t]*(?:/\*[ \t]*(.*?)[ \t]*\*/)?", re.MULTILINE
)
#: A picture of a Markdown report, in a folder beside it or below.
_PICTURE = re.compile(r"!\[[^\]]*\]\((?!/|\.\.|\w+:)([^\s)]+)")
SAMPLE = "sample.md"
_SHORT_SAMPLE = "# 某市召开安全生产会议\n\n10月8日，某市召开安全生产会议。会议要求抓好落实。\n"


def project_files(name: str, parent: Template) -> dict[str, str | bytes]:
    """The files of a project: settings, a report, and a template of its own after `parent`."""
    template = template_files(name, parent)
    return {
        SETTINGS: _settings(name),
        report_name(): _sample(parent),
        **_pictures(parent),
        **{f"templates/{name}/{path}": content for path, content in template.items()},
    }


def report_name() -> str:
    """What the first report of a project is called."""
    return say("会议报道.md", "report.md")


def template_files(name: str, parent: Template) -> dict[str, str | bytes]:
    """The files of a template that extends another and changes nothing yet."""
    return {
        "template.toml": _manifest(name, parent),
        "style.css": _style(parent),
        SAMPLE: _sample(parent),
        **_pictures(parent),
    }


def _manifest(name: str, parent: Template) -> str:
    return say(
        f"""# 模板的说明。没有写的都同 {parent.folder.name}。
[template]
name = "{name}"
title = {{ zh = "{name}", en = "{name}" }}
extends = "{parent.folder.name}"

# 模板自己的字段；在 template.html 里写 {{{{ fields.slogan }}}}。
# [[fields]]
# name = "slogan"
# type = "text"            # text · list · number · date
# default = ""
# label = {{ zh = "口号", en = "slogan" }}
""",
        f"""# What the template is. All that is not said here is as in {parent.folder.name}.
[template]
name = "{name}"
title = {{ zh = "{name}", en = "{name}" }}
extends = "{parent.folder.name}"

# A field of its own; template.html has it as {{{{ fields.slogan }}}}.
# [[fields]]
# name = "slogan"
# type = "text"            # text · list · number · date
# default = ""
# label = {{ zh = "口号", en = "slogan" }}
""",
    )


def _style(parent: Template) -> str:
    """A sheet that takes over the parent's, with its design values to choose from."""
    named = parent.folder.name
    head = say(
        f"""/* 先用 {named} 的样式，再写不同之处。 */
@import "../{named}/style.css";

/* {named} 的设计值，一行一个。要改哪个，去掉那一行的注释。 */
:root {{
""",
        f"""/* All of {named}, then what is different. */
@import "../{named}/style.css";

/* The design values of {named}, one a line. Uncomment a line to change it. */
:root {{
""",
    )
    foot = say(
        """}

/* 自己的规则写在这里，例如：
.title h1 { color: var(--red); }
*/
""",
        """}

/* Rules of your own go here, such as:
.title h1 { color: var(--red); }
*/
""",
    )
    return head + "".join(f"  {line}\n" for line in _design_values(parent)) + foot


def _design_values(parent: Template) -> list[str]:
    """The custom properties of the sheets taken over, each a comment that can be uncommented."""
    found: dict[str, str] = {}
    sheets = (folder / name for folder in parent.folders for name in ("style.css", "base.css"))
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
        block = re.search(r":root\s*\{(.*?)\}", text, re.DOTALL)
        for name, value, meaning in _VALUE.findall(block[1] if block else ""):
            line = f"/* {name}: {value}; */" + (f"  /* {meaning} */" if meaning else "")
            found.setdefault(name, line)
    return list(found.values())


def _sample(parent: Template) -> str:
    found = _sample_file(parent)
    return found.read_text(encoding="utf-8") if found else _SHORT_SAMPLE


def _sample_file(parent: Template) -> Path | None:
    return next((f / SAMPLE for f in parent.folders if (f / SAMPLE).is_file()), None)


def _pictures(parent: Template) -> dict[str, bytes]:
    """The pictures that the sample shows, named as it names them."""
    found = _sample_file(parent)
    named = set(_PICTURE.findall(_sample(parent))) if found else set()
    paths = {name: found.parent / name for name in sorted(named)} if found else {}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _settings(name: str) -> str:
    return say(
        f"""# 这个文件夹的设置，全部项目见 docs/settings.md。
template = "{name}"        # templates/{name}

[issue]                    # 每一期都一样的写在这里；报告自己写了的，以报告为准
# organ = "某市某某局"
# editor = "某某局办公室编"
""",
        f"""# The settings of this folder; docs/settings.en.md lists all there are.
template = "{name}"        # templates/{name}

[issue]                    # what every issue has in common; the report's own values win
# organ = "某市某某局"
# editor = "某某局办公室编"
""",
    )
