"""`eco-print templates`: the templates there are, and the fields each takes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..config import nearest_settings, resolve
from ..templating import Template, list_templates
from .language import language, say


@click.command("templates", help=say("列出模板和它们的字段", "List the templates and their fields"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)
def command(form: str) -> None:
    """List every template that can be named here."""
    config = resolve(nearest_settings(Path.cwd()), {}, folder=Path.cwd())
    templates = list_templates(config.template_folders)
    if form == "json":
        click.echo(json.dumps([_data(each) for each in templates], ensure_ascii=False, indent=2))
        return
    for each in templates:
        click.echo(
            f"{each.name}  {each.title.in_language(language())}  {each.paper}  {each.folder}"
        )
        for field in each.fields:
            click.echo(f"    {field.name:<16}{field.type:<8}{field.label.in_language(language())}")


def _data(template: Template) -> dict[str, object]:
    return {
        "name": template.name,
        "title": {"zh": template.title.zh, "en": template.title.en},
        "paper": template.paper,
        "folder": str(template.folder),
        "fields": [
            {
                "name": field.name,
                "type": field.type,
                "label": {"zh": field.label.zh, "en": field.label.en},
                "default": field.default,
            }
            for field in template.fields
        ],
    }
