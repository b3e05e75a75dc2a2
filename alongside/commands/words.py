"""The words of a holder on the screen: one holder at a time, on a page that leaves nothing in the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from alongside.vault import HOLDERS, SharesRefused, check_share

IN_A_ROW = 4
TRIES = 5
# What is written between the two is on a screen of its own, which no scrolling back shows again.
OTHER_SCREEN, SCREEN_BEFORE = "\x1b[?1049h\x1b[H", "\x1b[2J\x1b[?1049l"


def refuse_a_file() -> None:
    """Secrets are shown on a terminal, and never to a file or another program that could keep them."""
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        raise click.ClickException("This shows secrets. Run it at a terminal, and not into a file.")


def hand_out(number: int, words: str) -> None:
    """Show one holder their words, then have them typed back. Raises ClickException after too many tries."""
    click.pause(f"Holder {number} of {HOLDERS}: come to the screen alone, with paper and a pen. Press a key.")
    with on_a_page_of_its_own():
        click.echo(f"The words of holder {number} of {HOLDERS}. Write them down with their numbers.\n")
        click.echo(_in_rows(words.split()))
        click.pause("\nWhen all of them are on paper, press a key. They are not shown again.")
    with on_a_page_of_its_own():
        for _ in range(TRIES):
            if " ".join(ask_for_share("Type them from the paper").split()) == words:
                return
            click.echo("These are the words of another holder.")
    raise click.ClickException("The words were not typed right. Nothing was changed: begin again.")


def ask_for_share(question: str) -> str:
    """Ask until the words are a whole share, or raise ClickException after too many tries."""
    for _ in range(TRIES):
        words = str(click.prompt(f"{question}, with spaces between them", prompt_suffix=":\n"))
        try:
            check_share(words)
        except SharesRefused as refused:
            click.echo(str(refused))
        else:
            return " ".join(words.lower().split())
    raise click.ClickException("The words were not typed right. Nothing was changed: begin again.")


@contextmanager
def on_a_page_of_its_own() -> Iterator[None]:
    """Leave nothing of what is shown or typed in the terminal."""
    if sys.stdout.isatty():
        click.echo(OTHER_SCREEN, nl=False)
    try:
        yield
    finally:
        if sys.stdout.isatty():
            click.echo(SCREEN_BEFORE, nl=False)


def _in_rows(words: list[str]) -> str:
    numbered = [f"{number:2}. {word:<10}" for number, word in enumerate(words, 1)]
    rows = [numbered[start : start + IN_A_ROW] for start in range(0, len(words), IN_A_ROW)]
    return "\n".join("  ".join(row).rstrip() for row in rows)
