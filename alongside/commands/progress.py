"""A bar for work that takes a while."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

Tell = Callable[[int, int], None]


@contextmanager
def progress(label: str) -> Iterator[Tell]:
    """Show a bar and give the function that moves it: tell(done, total)."""
    with click.progressbar(length=1, label=label) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield tell


def show(label: str, steps: Iterable[tuple[int, int]]) -> int:
    """Go through the steps, each (done, total), under a bar. Returns how many were done."""
    last = 0
    with progress(label) as tell:
        for done, total in steps:
            tell(done, total)
            last = done
    return last
