"""alongside run: the web server, and the worker beside it."""

import io
import ipaddress
import os
import socket
import threading
import time
from importlib import import_module
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces, RuntimeModes
from granian.log import LogLevels

from alongside.casework.demo.card import find_demo_card
from alongside.casework.health.queries import are_tables_of_this_version
from alongside.casework.users.demo import list_demo_users
from alongside.commands.processes import SECONDS_TO_STOP, Background, end_with

LAN = """\
Only this computer may reach Alongside without a certificate.

A tablet or another computer needs https. Without it the browser offers no passkeys, and whatever is typed crosses the
network in the open. Ask whoever runs your network for a certificate for this computer's name, then:

    ./run --lan --name NAME --certificate FILE --key FILE

On one laptop there is no need: hand over the laptop itself."""

File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("run")
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Default: 1 on SQLite, one for each core on PostgreSQL.")
@click.option("--certificate", type=File, help="A certificate chain (PEM), to be reached from other computers.")
@click.option("--key", type=File, help="The certificate's private key (PEM, PKCS 8).")
@click.option("--name", help="The name by which other computers reach this one, as on the certificate.")
@click.option("--no-worker", is_flag=True, help="Leave the background work to an `alongside work` elsewhere.")
def command(
    host: str,
    port: int,
    workers: int | None,
    certificate: Path | None,
    key: Path | None,
    name: str | None,
    no_worker: bool,
) -> None:
    """Serve the pages, and do the work in the background. Ctrl-C stops both."""
    address = "127.0.0.1" if host == "localhost" else host
    if bool(certificate) != bool(key):
        raise click.UsageError("--certificate and --key go together.")
    if not certificate and not _is_this_computer(address):
        raise click.ClickException(LAN)
    if certificate and not name:
        raise click.UsageError("--name says by which name, as on the certificate, others reach this computer.")
    _refuse_a_taken_port(address, port)
    call_command("check", stdout=io.StringIO())
    _refuse_old_tables()
    server = Granian(
        "alongside.project.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or _workers(),
        # More threads make the slowest writes ten times slower on SQLite: a waiting writer is not a queue.
        blocking_threads=1,
        runtime_mode=RuntimeModes.st,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        ssl_cert=certificate,
        ssl_key=key,
    )
    background = None if no_worker else Background()
    url = f"{'https' if certificate else 'http'}://{name or host}:{port}/"
    threading.Thread(target=_say_when_ready, args=(address, port, url), daemon=True).start()
    try:
        server.serve(target_loader=load_application)
    finally:
        if background:
            background.stop()


def load_application(target: str) -> Any:
    """Load the WSGI application in a process of the server."""
    server = parent_process()
    if server and server.pid:
        end_with(server.pid)
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def _say_when_ready(address: str, port: int, url: str) -> None:
    """Say where the pages are as soon as somebody listens there."""
    while True:
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            break
    people = f"{name_demo_ways_in(url)}\n" if settings.ALONGSIDE_DEMO else ""
    click.echo(f"{people}Alongside is at {url} (Ctrl-C stops it)")


def name_demo_ways_in(url: str) -> str:
    """Say how to look around as one of the staff, and as a person on their own side."""
    staff = f"Sign in at {url}demo/ with one click, for example as {name_demo_people()}"
    card = find_demo_card(is_demo=True)
    if card is None:
        return staff
    own = f"Open the own side of {card.person}, who works with {card.worker}, at {url}door/"
    return f"{staff}\n{own} with the code {card.code} and the PIN {card.pin}"


def name_demo_people() -> str:
    """Name one person of each role, a practitioner first: enough to look around as everybody."""
    by_role: dict[str, str] = {}
    for user in list_demo_users(is_demo=True):
        by_role.setdefault(user.roles, user.name)
    return ", ".join(f"{name} ({roles.lower()})" for roles, name in by_role.items() if roles)


def _refuse_old_tables() -> None:
    if not are_tables_of_this_version():
        raise click.ClickException("The tables are not those of this version. Run: alongside set-up")


def _is_this_computer(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _refuse_a_taken_port(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            raise click.ClickException(
                f"Port {port} is taken. Is Alongside running already? Else choose another with --port."
            ) from None


def _workers() -> int:
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return 1 if on_sqlite else os.cpu_count() or 1
