"""Every address of the product, read from the URL configuration, so that no test can forget one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One address: its name, the names of its parts and the view that answers."""

    name: str
    parts: tuple[str, ...]
    view: Callable[..., Any]


def every_address() -> list[Address]:
    """Return all addresses in the order of the URL configuration."""
    return list(_walk(get_resolver(), ()))


def _walk(resolver: URLResolver, parts: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = parts + tuple(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here)
        elif isinstance(entry, URLPattern):
            yield Address(entry.name or repr(entry.pattern), here, entry.callback)
