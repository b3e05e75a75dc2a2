"""The worker takes turns, goes on after a failure, and says nothing of what anybody wrote."""

import threading
from datetime import UTC, datetime, timedelta

from alongside.commands.work import Step, once_a_day, work_until


def test_a_step_that_fails_stops_no_other_and_its_message_is_not_logged(caplog, db):
    stopped = threading.Event()
    done = []

    def fails(at):
        raise ValueError("Tomos Bevan said this")

    def works(at):
        done.append(at)
        if len(done) == 3:
            stopped.set()
        return True

    work_until(stopped, [Step("breaks", fails), Step("works", works)], wait=0)
    assert len(done) == 3
    assert caplog.messages == ["The step breaks failed and is tried again"]


def test_a_step_that_fails_is_said_once_until_it_works_again(caplog, db):
    stopped = threading.Event()
    turns = iter(["fails", "fails", "works", "fails", "stops"])

    def now_and_then(at):
        match next(turns):
            case "fails":
                raise OSError("No space left on device")
            case "stops":
                stopped.set()
        return True

    work_until(stopped, [Step("on and off", now_and_then)], wait=0)
    failed, works = "The step on and off failed and is tried again", "The step on and off works again"
    assert caplog.messages == [failed, works, failed, works]


def test_no_step_begins_once_it_was_told_to_stop(db):
    stopped = threading.Event()
    begun = []

    def stops(at):
        stopped.set()
        return True

    def late(at):
        begun.append(at)
        return True

    work_until(stopped, [Step("stops", stops), Step("late", late)])
    assert begun == []


def test_a_turn_with_nothing_to_do_waits(db):
    class Stopped(threading.Event):
        waited: list[float] = []

        def wait(self, timeout=None):
            self.waited.append(timeout)
            self.set()
            return True

    stopped = Stopped()
    work_until(stopped, [Step("idle", lambda at: False)], wait=5)
    assert stopped.waited == [5]


def test_what_is_planned_is_looked_for_once_on_each_day_in_london():
    asked: list[datetime] = []

    def look(at: datetime) -> bool:
        asked.append(at)
        return len(asked) == 1

    do = once_a_day(look)
    late = datetime(2026, 5, 4, 22, 59, tzinfo=UTC)
    for at in (late, late, late, late + timedelta(minutes=1), late + timedelta(hours=5)):
        do(at)
    assert asked == [late, late, late + timedelta(minutes=1)]
