"""What a word means that this command line does not have: habits of other programs.

A word that is spelt like one of ours is a slip, and looked up by its letters; one that means the
same is looked up here. Loaded when a command line is refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from pathlib import Path

from .language import say

#: Options of other programs, and the ones of ours that do it.
_OPTIONS = {
    "--output": "--out --outdir --out-dir --output-dir --outfile --output-file --dest "
    "--destination --pdf --save --to --dir --folder -d",
    "--headline": "--title --heading --subject --name",
    "--template": "--tpl --theme --style --layout --class --model -T",
    "--profile": "--target --mode --preset --cmyk --pdfx --pdf-x --pdfa --pdf-a --print --press "
    "--screen --purpose --for",
    "--set": "--field --fields --meta --metadata --data --define --var --variable --author --organ "
    "--editor --serial -D -M",
    "--issue": "--number --no --num --nr -n",
    "--date": "--day --when",
    "--settings": "--config --conf --configuration --rc --options -c",
    "--jobs": "--parallel --threads --workers --processes --concurrency",
    "--quiet": "--silent --no-progress -s",
    "--verbose": "--debug --trace --log --details",
    "--strict": "--werror --fail-on-warnings --pedantic",
    "--no-repair": "--raw --no-fix --no-repairs --no-clean --keep",
    "--impose": "--booklet --imposition --spreads",
    "--icc": "--colour --color --color-profile --icc-profile",
    "--format": "--json --reporter --output-format",
    "--encoding": "--charset --codepage --from-encoding",
    "--script": "--simplified --traditional --convert",
    "--covers": "--has --find --char --chars",
    "--report": "--html",
    "--from": "--base --extends --parent",
}
_OPTION = {habit: ours for ours, habits in _OPTIONS.items() for habit in habits.split()}

#: What no option does here, and what does.
_ELSEWHERE = {
    "--watch": say(
        "边改边看用 eco-print preview", "to watch while you change, use eco-print preview"
    ),
    "--font": say(
        "字体由样式表取用：自己的字体放进 fonts/，见 eco-print fonts",
        "stylesheets choose the faces: yours go into fonts/, see eco-print fonts",
    ),
    "--css": say(
        "样式写在模板里：eco-print new template 名",
        "styles live in a template: eco-print new template NAME",
    ),
    "--paper": say(
        "纸张由模板的 @page 定：eco-print new template 名",
        "the paper is the template's @page: eco-print new template NAME",
    ),
    "--language": say("用环境变量 ECO_PRINT_LANGUAGE=zh 或 en", "set ECO_PRINT_LANGUAGE=zh or en"),
    "--version": say("写成 eco-print --version", "write eco-print --version"),
    "--force": say(
        "不必：已有的同名成品会被换掉", "not needed: a product of that name is replaced"
    ),
    "--recursive": say(
        "用通配式：eco-print build '稿件/**/*.txt'",
        "use a glob: eco-print build 'reports/**/*.txt'",
    ),
    "--dry-run": say("用 -o - > /dev/null 只看消息", "for the messages alone: -o - > /dev/null"),
    "--check": say("检查成品用 eco-print check 文件.pdf", "to check a file: eco-print check F.pdf"),
}
_SAME = {
    "--watch": "--live --reload --serve --preview --open -w",
    "--font": "--fonts --font-dir --font-path --typeface --font-size",
    "--css": "--stylesheet --stylesheets",
    "--paper": "--size --page-size --papersize --margin --columns --orientation",
    "--language": "--lang --locale -l",
    "--version": "-V",
    "--force": "--overwrite --yes -f -y",
    "--recursive": "-r -R",
    "--dry-run": "--dry --simulate",
    "--check": "--validate --preflight --lint --verify",
}
_TOLD = _ELSEWHERE | {
    habit: _ELSEWHERE[ours] for ours, habits in _SAME.items() for habit in habits.split()
}

_COMMANDS = {
    "build": "make create convert render typeset pdf print run generate compile 排版 生成 做",
    "preview": "watch serve live open view show 预览",
    "check": "lint validate preflight verify test 检查",
    "new": "init start create-template template add 新建",
    "templates": "list themes 模板",
    "fonts": "font 字体",
    "doctor": "diagnose status info env 诊断",
    "archive": "keep store save search 归档",
}
_COMMAND = {habit: ours for ours, habits in _COMMANDS.items() for habit in habits.split()}


def of_option(name: str, known: Collection[str]) -> str:
    """What to use for an option that a command does not have; "" where nobody knows."""
    ours = _OPTION.get(name)
    if ours in known:
        return _guess(ours)
    if told := _TOLD.get(name):
        return told
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.7)
    return _guess(*near) if near else say("选项见 --help", "see --help for the options")


def of_command(name: str, known: Collection[str]) -> str:
    """What to call for a command that there is not."""
    if Path(name).suffix and Path(name).exists():
        return say(f"写成 eco-print build {name}", f"write eco-print build {name}")
    near = difflib.get_close_matches(name, known, n=1)
    ours = _COMMAND.get(name.lower()) or (near[0] if near else None)
    return _guess(ours) if ours in known else say("命令见 eco-print --help", "see eco-print --help")


def _guess(*names: str | None) -> str:
    shown = say(" 或 ", " or ").join(name for name in names if name)
    return say(f"是不是 {shown}？", f"Did you mean {shown}?")
