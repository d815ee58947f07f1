"""Templates: found, described, filled.

A `Report` and a template go in, a `Markup` comes out. The HTML is semantic (headings,
paragraphs, tables, figures) and carries no typography: that is the stylesheet's. The text of
a report is only ever text: everything is escaped, templates run in a sandbox, and a name
that does not exist is an error with its place in the template.
"""

from .fields import Field, day_of, resolve_fields
from .library import Template, find_template, list_templates
from .render import render

__all__ = [
    "Field",
    "Template",
    "day_of",
    "find_template",
    "list_templates",
    "render",
    "resolve_fields",
]
