"""What Jinja, and Python under it, say of a template, in both languages.

Jinja knows a line and a sentence in English. Each sentence is known here by its pattern: the words
it quotes go into ours, and `word` is the one that is looked for in the line. A test reads Jinja's
sentences from its source, and finds each of them here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from .. import report
from ..diagnostics import Text
from ..wording import reason

#: What every template has by name.
NAMES = ("report", "fields", "language", "template", "loop", "range", "namespace")


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong, the word in the line that it is about, names that may be meant, advice."""

    text: Text
    word: str = ""
    known: tuple[str, ...] = ()
    advice: Text | None = None


def told(problem: Exception, fields: Iterable[str]) -> Told:
    """A fault of a template, as far as it is known; `fields` are the template's."""
    said = getattr(problem, "message", None) or str(problem)
    for pattern, make in _KNOWN:
        if match := re.search(pattern, said):
            return make(match, tuple(fields))
    for pattern, zh, en in _PLAIN:
        if match := re.search(pattern, said):
            return _plain(zh, en, {k: _shown(word) for k, word in match.groupdict("").items()})
    return Told(reason(said if said else type(problem).__name__))


def _plain(zh: str, en: str, named: dict[str, str]) -> Told:
    (zh, advised, advice_zh), (en, _, advice_en) = zh.partition("；"), en.partition("; ")
    said = Text(zh=zh.format(**named), en=en.format(**named))
    advice = Text(zh=advice_zh.format(**named), en=advice_en.format(**named)) if advised else None
    return Told(said, named.get("word", ""), (), advice)


_Make = Callable[[re.Match[str], tuple[str, ...]], Told]


def _undefined(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    name = match["name"]
    return Told(Text(zh=f"没有 {name}", en=f"there is no {name}"), name, NAMES)


def _no_attribute(match: re.Match[str], fields: tuple[str, ...]) -> Told:
    name, owner = match["name"], match["owner"].rpartition(".")[2]
    text = Text(zh=f"{owner} 没有 {name}", en=f"{owner} has no {name}")
    if owner == "dict":
        text = Text(zh=f"没有声明过字段 {name}", en=f"no field {name} is declared")
        return Told(text, name, fields)
    kind = getattr(report, owner, None)
    known = tuple(each for each in dir(kind) if not each.startswith("_")) if kind else ()
    return Told(text, name, known)


def _expected(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    wanted, got = _shown(match["wanted"]), _shown(match["got"])
    return Told(Text(zh=f"{got} 之前应有 {wanted}", en=f"{wanted} is missing before {got}"), got)


def _unknown_tag(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    tag = match["tag"]
    return Told(Text(zh=f"没有 {tag} 这种语句", en=f"there is no tag {tag}"), tag, _TAGS)


def _unclosed(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    tag = match["tag"]
    return Told(
        Text(zh=f"{tag} 没有结束", en=f"{tag} is never ended"),
        tag,
        (),
        Text(zh=f"补上 {{% end{tag} %}}", en=f"add {{% end{tag} %}}"),
    )


def _no_tool(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    name, is_filter = match["name"], match["kind"] == "filter"
    kind = Text(zh="过滤器", en="filter") if is_filter else Text(zh="判断", en="test")
    return Told(
        Text(zh=f"没有 {name} 这个{kind.zh}", en=f"there is no {kind.en} {name}"),
        name,
        tuple(FILTERS if is_filter else TESTS),
        Text(
            zh="Jinja 的过滤器和判断都可以用，safe、tojson、xmlattr 除外",
            en="all of Jinja's filters and tests can be used but safe, tojson and xmlattr",
        ),
    )


def _forbidden(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    named = re.search(r"(?:method|function|class) '?([\w.]+)", match["what"])
    name = named[1].rpartition(".")[2] if named else match["what"].partition("(")[0]
    return Told(
        Text(zh=f"不许调用 {name}", en=f"{name} may not be called"),
        name,
        (),
        Text(
            zh="模板里只能调用宏和文字、数、列表的方法；取值不加括号",
            en="templates call macros and methods of text, numbers and lists; a value takes no ()",
        ),
    )


_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
    "end of template": "EOF",
    "identifier": "name",
}


def _shown(word: str) -> str:
    """A token as it is written; Jinja describes some in words."""
    return _TOKENS.get(word, word)


_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "macro", "endmacro", "set", "endset",
         "block", "endblock", "from", "import", "include", "extends", "with", "endwith", "call",
         "endcall", "filter", "endfilter", "raw", "endraw")  # fmt: skip
_KNOWN: tuple[tuple[str, _Make], ...] = (
    (r"^'(?P<name>\w+)' is undefined", _undefined),
    (r"^'(?P<owner>[\w.]+)(?: object)?' has no attribute '(?P<name>\w+)'", _no_attribute),
    (r"expected token '(?P<wanted>.*?)', got '(?P<got>.*?)'", _expected),
    (r"[Uu]nknown tag '(?P<tag>\w+)'", _unknown_tag),
    (r"innermost block that needs to be closed is '(?P<tag>\w+)'", _unclosed),
    (r"^No (?P<kind>\w+) named '(?P<name>.*?)'", _no_tool),
    (r"^(?P<what>.*) is not safely callable$", _forbidden),
)

#: The sentence, ours in Chinese and in English; after a semicolon, what to do.
_PLAIN = (
    # the lexer and the parser
    (r"unexpected end of template, expected '(?P<wanted>.*?)'",
     "模板到末尾还缺 {wanted}", "{wanted} is missing at the end of the template"),
    (r"^[Uu]nexpected end of template",
     "模板没有完；看看语句有没有收尾",
     "the template is not complete; see whether every tag is ended"),
    (r"^unexpected '(?P<word>.*?)', expected '(?P<wanted>.*?)'",
     "{word} 之前应有 {wanted}；括号要成对", "{wanted} is missing before {word}; brackets pair"),
    (r"^unexpected (?:char )?['\"](?P<word>.+?)['\"](?: at \d+)?$",
     "这里不该有 {word}", "{word} does not belong here"),
    (r"^Expected an expression, got '(?P<word>.*?)'",
     "{word} 之前缺少要取的值", "there is no value before {word}"),
    (r"^Invalid character in identifier", "名字里有不能用的字符",
     "a name has a character it cannot"),
    (r"^tag name expected", "{{% 后面缺少语句名；如 {{% if … %}}",
     "a tag has no name; as in {{% if … %}}"),
    (r"^Block names in Jinja", "block 的名字只能用字母、数字和下划线；把连字符改成 _",
     "the name of a block has letters, figures and underscores; write _ for the hyphen"),
    (r"^Required blocks can only", "required 的 block 里只能有注释和空格",
     "a required block holds comments and spaces only"),
    (r"^names starting with an underline", "下划线开头的名字不能导入；改个名字",
     "names that begin with an underscore are not imported; rename it"),
    (r"^non-default argument follows", "有默认值的参数要放在后面",
     "arguments with defaults come last"),
    (r"^expected call", "{{% call %}} 后面要调用宏；如 {{% call 宏名() %}}",
     "{{% call %}} calls a macro; as in {{% call name() %}}"),
    (r"^can't assign to '(?P<what>.*?)'", "{{% set %}} 只能给名字赋值，这里是 {what}",
     "{{% set %}} gives a value to a name, and this is a {what}"),
    (r"^expected name or number", "点号后面应是名字", "a name follows the dot"),
    (r"^expected subscript expression", "方括号里缺少要取的项",
     "nothing is asked for in the brackets"),
    (r"^invalid syntax for function call", "括号里的参数写得不对；先位置，后 名=值",
     "the arguments are wrong; those by place come first, then name=value"),
    (r"^You cannot chain multiple tests", "is 不能连用；用 and 连接",
     "is cannot be chained; use and"),
    (r"^chunk after expression", "表达式后面多出了东西", "something follows the expression"),
    (r"translatable|pluraliz|translation block|^trans blocks", "没有 {{% trans %}} 语句",
     "there is no {{% trans %}}"),
    (r"'unicodeescape'|truncated \\|malformed|unknown Unicode|can't decode|illegal Unicode",
     "文字里的反斜杠写得不对；写两个 \\\\", "a backslash in a text is wrong; write two"),
    # the compiler
    (r"^cannot use extend from a non top-level", "extends 不能写在别的语句里；移到模板开头",
     "extends stands inside nothing; move it to the beginning"),
    (r"^block '(?P<word>.*?)' defined twice", "有两个叫 {word} 的 block；改一个名字",
     "there are two blocks named {word}; rename one"),
    (r"^Can't assign to special loop variable", "循环的变量不能叫 loop；改个名字",
     "the variable of a loop cannot be named loop; rename it"),
    (r"special \"caller\" argument", "宏的参数 caller 要有默认值，或去掉",
     "the argument caller needs a default, or is left out"),
    (r"does not export the requested name '(?P<word>.*?)'",
     "导入的模板里没有 {word}", "the imported template has no {word}"),
    # filling
    (r"^there is no parent block called '(?P<word>.*?)'",
     "被继承的模板没有叫 {word} 的 block；去掉 super()",
     "the parent has no block named {word}; leave super() out"),
    (r"^No caller defined", "caller() 只能在 {{% call %}} 调用的宏里用",
     "caller() is for macros that {{% call %}} calls"),
    (r"^No (?:first|last|random|aggregated) item", "列表是空的，取不到项；先用 if 判断",
     "the list is empty; ask with if before"),
    (r" has no element (?P<name>.+)$", "没有第 {name} 项；项从 0 数起",
     "there is no item {name}; items count from 0"),
    (r"^undefined value printed|^no such element|StopIteration", "要印的值不存在",
     "the value to be printed does not exist"),
    (r"^access to attribute '(?P<word>.*?)'", "不许取 {word}", "{word} may not be read"),
    (r"^\{% autoescape %\} is not available",
     "不能用 {{% autoescape %}}：报告的文字一律转义",
     "{{% autoescape %}} is not available: a report's text is always escaped"),
    (r"^none of the templates given were found: (?P<names>.*)", "{names}", "{names}"),
    (r"^Attempted to invoke a context", "这个过滤器在这里不能用",
     "this filter cannot be used here"),
    # filters
    (r"You can only sort by", "dictsort 按 key 或 value 排", "dictsort sorts by key or by value"),
    (r"^'(?P<what>.*)' is not a valid URI scheme", "{what} 不是网址的开头",
     "{what} begins no address"),
    (r"positional and keyword arguments at the same time",
     "format 的参数不能一半按位置一半按名字",
     "format takes arguments by place or by name, not both"),
    (r"^method must be common", "round 的方法是 common、ceil、floor",
     "round has the methods common, ceil and floor"),
    (r"^argument must be iterable|is not iterable$", "这个值不能一项项取；for 后面要列表",
     "this value has no items; for goes through a list"),
    (r"^Unexpected keyword argument '(?P<word>.*?)'|unexpected keyword argument '(?P<other>.*?)'",
     "没有参数 {word}{other}", "there is no argument {word}{other}"),
    (r"^map requires a filter argument", "map 后面缺少过滤器名", "map needs the name of a filter"),
    (r"^Missing parameter for attribute name", "缺少要按哪个属性",
     "the attribute to go by is missing"),
    # Python, while a template is filled
    (r"^unsupported operand|can only concatenate|must be str, not|not supported between",
     "文字和别的值不能这样算；连接文字用 ~",
     "text and other values do not go together; ~ joins text"),
    (r"division by zero|modulo by zero", "除以了零", "a division by zero"),
    (r"^macro '(?P<word>.*?)' takes (?:not more than|no keyword)|with two values for the special",
     "宏 {word} 没有这么多参数", "the macro {word} does not take these arguments"),
    (r"missing \d+ required positional|takes \d+ positional|takes from", "参数的个数不对",
     "the number of arguments is wrong"),
    (r"^Range too big", "range() 最多十万项", "range() has at most 100,000 items"),
    (r"^no items for cycling", "cycle() 缺少要轮换的项", "cycle() has nothing to go through"),
    (r"must have the 'recursive' marker", "loop() 要写 {{% for … recursive %}}",
     "loop() needs {{% for … recursive %}}"),
    (r"string formatting|for format string|number is required|format: ",
     "format 的占位符和给出的值对不上", "the placeholders of format do not suit the values"),
    (r"Can only get item pairs", "items 只用于成对的表", "items is for mappings"),
)  # fmt: skip
