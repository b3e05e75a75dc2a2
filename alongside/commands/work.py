"""alongside work: everything that is nobody's click."""

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import click
from django.db import close_old_connections

from alongside.access.standings import day_of
from alongside.casework.health.tables import tables_mark
from alongside.casework.imports.steps import advance_imports
from alongside.casework.messages.sending import send_due_reminders
from alongside.casework.my_side.capabilities import end_expired_capabilities
from alongside.casework.my_side.passkeys import forget_old_challenges
from alongside.casework.relationships.due import bring_up_to_date
from alongside.casework.retention.erasing import carry_out_erasures
from alongside.commands.clock import now
from alongside.commands.processes import end_with
from alongside.ledger import make_checkpoint_if_due, sequence_entries
from alongside.vault import keep_register

SECONDS_BETWEEN = 1.0
log = logging.getLogger("alongside.work")


@dataclass(frozen=True)
class Step:
    """One kind of work. `do` takes the time, does a little, and returns whether more of it is waiting.

    Two workers may run at once, so a step takes whatever lock it needs itself.
    """

    name: str
    do: Callable[[datetime], bool]


def steps() -> list[Step]:
    """Return the work there is, in the order in which a turn does it. A new kind of work is one line here."""
    return [
        Step("number ledger entries", lambda at: sequence_entries() > 0),
        Step("make checkpoints", lambda at: make_checkpoint_if_due(at=at)),
        Step("keep the register of destroyed keys", once_a_day(_keep_register)),
        Step("begin and end what was planned", once_a_day(lambda at: bring_up_to_date(at=at) > 0)),
        Step("bring in files", lambda at: advance_imports(at=at)),
        Step("erase what two people confirmed", lambda at: carry_out_erasures(at=at)),
        Step("send reminders", lambda at: send_due_reminders(at=at)),
        Step("forget answers that were never sent", lambda at: end_expired_capabilities(at=at) > 0),
        Step("forget questions to devices", lambda at: forget_old_challenges(at=at) > 0),
    ]


def _keep_register(at: datetime) -> bool:
    keep_register()
    return False


def once_a_day(do: Callable[[datetime], bool]) -> Callable[[datetime], bool]:
    """Return work that has nothing new to do until another day begins in London. It is done once after each start, too."""
    done_for: list[date] = []

    def do_if_due(at: datetime) -> bool:
        if done_for == [day_of(at)]:
            return False
        more = do(at)
        if not more:
            done_for[:] = [day_of(at)]
        return more

    return do_if_due


def work_until(stopped: threading.Event, todo: list[Step], *, wait: float = SECONDS_BETWEEN) -> None:
    """Take turns until told to stop. A step that fails is said in the log, by its name, and tried again next turn.

    It is said once until it works again: a line every second would fill the disk that it may be about.
    """
    mark = tables_mark()
    failing: set[str] = set()
    while not stopped.is_set():
        close_old_connections()
        # Once the tables were changed this code may be older than they are: it does no more, until it is started again.
        more = [_do(step, failing) for step in todo if not stopped.is_set() and tables_mark() == mark]
        if not any(more):
            stopped.wait(wait)


def _do(step: Step, failing: set[str]) -> bool:
    try:
        more = step.do(now())
    except Exception:
        if step.name not in failing:
            log.exception("The step %s failed and is tried again", step.name)
        failing.add(step.name)
        return False
    if step.name in failing:
        log.warning("The step %s works again", step.name)
    failing.discard(step.name)
    return more


@click.command("work")
@click.option("--parent", type=int, hidden=True, help="End when this process ends, which started it.")
def command(parent: int | None) -> None:
    """Do the work in the background: number the ledger, bring in files, let things expire.

    `alongside run` starts one. On a service with several machines one is enough, and more do no harm.
    """
    stopped = threading.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: stopped.set())
    if parent is not None:
        end_with(parent)
    work_until(stopped, steps())
