"""GOV.UK components, rendered by the macros of govuk-frontend-jinja.

One Jinja environment is shared by the whole process: building one costs more than a page.
"""

from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader, Template, Undefined


@cache
def _environment() -> Environment:
    # The macros test for options that were not given, so an undefined name has to be quiet.
    return Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        undefined=Undefined,
    )


@cache
def _template(component: str) -> Template:
    macro = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    path = f"govuk_frontend_jinja/components/{component}/macro.html"
    return _environment().from_string(f'{{% from "{path}" import {macro} %}}{{{{ {macro}(params) }}}}')


def render_component(component: str, params: dict[str, Any]) -> SafeString:
    """Return the HTML of one component, for example `render_component("button", {"text": "Save"})`.

    `params` has the names of the Nunjucks macro options. Everything except the `html` options is escaped.
    """
    html = _template(component).render(params=params).strip()
    return mark_safe(html)  # noqa: S308  # nosec
