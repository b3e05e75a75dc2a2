"""alongside import"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.casework.imports.operations import publish_batch, upload_batch
from alongside.casework.imports.queries import BatchPage, find_importer, get_batch, list_problems
from alongside.casework.imports.steps import advance_imports
from alongside.commands.clock import now
from alongside.commands.progress import show
from alongside.domain.imports.files import LARGEST_FILE, WORKBOOK
from alongside.domain.imports.layout import FileKind
from alongside.domain.imports.problems import FileRefused

KINDS = [WORKBOOK, *(kind.value for kind in FileKind)]
FOUND = {
    "new": "new", "changed": "changed", "unchanged": "already the same", "problem": "with problems",
    "held": "left out because of something that happened since",
}  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What a row of the file is about.")
@click.option("--as", "address", required=True, help="The address of whoever imports. Only they see the import.")
@click.option("--publish", is_flag=True, help="Publish what has no problems. Without it the file is only checked.")
def command(file: Path, kind: str, address: str, publish: bool) -> None:
    """Bring in a CSV file or an Excel workbook laid out as docs/import.md says.

    The file is checked first. Without --publish nothing changes, and the import waits on the page of whoever imports.
    """
    by = find_importer(address=address)
    if by is None:
        raise click.ClickException(f"Nobody signs in as {address}. Check the address.")
    batch_id = _upload(file, kind, by)
    show("Checking", _work(batch_id, by))
    page = get_batch(batch_id=batch_id, viewer=by, at=now())
    if page.batch.refusal:
        raise click.ClickException(page.batch.refusal)
    _say_problems(batch_id, by)
    if not publish or not (page.batch.found["new"] or page.batch.found["changed"]):
        _say_found(page)
        return
    publish_batch(batch_id=batch_id, by=by, at=now())
    show("Publishing", _work(batch_id, by))
    page = get_batch(batch_id=batch_id, viewer=by, at=now())
    _say_found(page)
    if page.batch.state != "published":
        raise click.ClickException(page.batch.refusal or "The import was stopped from its page.")


def _upload(file: Path, kind: str, by: Actor) -> UUID:
    try:
        with file.open("rb") as opened:
            # One byte more than may be, so that a huge file is refused without being read.
            return upload_batch(kind=kind, content=opened.read(LARGEST_FILE + 1), by=by, at=now())
    except FileRefused as refused:
        raise click.ClickException(str(refused)) from None
    except NotHere:
        raise click.ClickException(
            "They may not import this. Administrators may, and practitioners their people."
        ) from None


def _work(batch_id: UUID, by: Actor) -> Iterator[tuple[int, int]]:
    """Do the worker's steps here until this import waits for nobody. A worker beside it may do some of them."""
    while True:
        batch = get_batch(batch_id=batch_id, viewer=by, at=now()).batch
        is_checking = batch.state in {"uploaded", "checking"}
        total = batch.rows_total if is_checking else batch.found["new"] + batch.found["changed"]
        yield (batch.rows_done if is_checking else batch.written), max(total, 1)
        if not batch.is_waiting:
            return
        advance_imports(at=now())


def _say_problems(batch_id: UUID, by: Actor) -> None:
    for cell in list_problems(batch_id=batch_id, viewer=by, at=now()):
        place = f"{cell.kind}, row {cell.number}" + (f", {cell.column}" if cell.column else "")
        click.echo(f"{place}: {cell.says}", err=True)


def _say_found(page: BatchPage) -> None:
    found = [f"{page.batch.found[name]:,} {words}" for name, words in FOUND.items() if page.batch.found[name]]
    click.echo(f"{', '.join(found).capitalize()}.")
    click.echo("Published." if page.batch.state == "published" else "Nothing has changed.")
