"""The contact entry: what it says and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime

from alongside.domain.sessions import Attendance, Statement, StatementKind
from alongside.domain.sessions.contact_entry import Authored, Contact, Promised, WhenWhere, write_contact_entry

START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
NOTE = Authored(
    "Ruth Adeyemi",
    datetime(2026, 5, 4, 10, 20, tzinfo=UTC),
    (
        Statement(StatementKind.JUDGEMENT, "The damp comes first."),
        Statement(StatementKind.SAID, "I felt about that big."),
        Statement(StatementKind.NOTICED, "Went quiet.\nThen laughed."),
        Statement(StatementKind.FACT, "The tenancy ends in June.", "Letter of 1 May"),
    ),
)
HELD = Contact(
    person="Tomos Bevan",
    practitioner="Ruth Adeyemi",
    when=WhenWhere(START, "Room 2"),
    ends_at=START.replace(hour=10, minute=15),
    attendance=Attendance.ATTENDED,
    notes=(NOTE,),
    promises=(Promised("Ruth", "ring housing", date(2026, 5, 8)), Promised("Tomos", "bring the letter")),
    next_time=WhenWhere(START.replace(day=11)),
)


def test_the_whole_entry_in_london_time_and_the_customary_order():
    assert write_contact_entry(HELD) == (
        "Date: Monday 4 May 2026\n"
        "Time: 10:30 to 11:15\n"
        "Kind of contact: Session, Room 2\n"
        "Person: Tomos Bevan\n"
        "Practitioner: Ruth Adeyemi\n"
        "Attendance: Came\n\n"
        "Facts\n- The tenancy ends in June. (Source: Letter of 1 May)\n\n"
        "Said by Tomos Bevan\n- I felt about that big.\n\n"
        "Observed\n- Went quiet.\n  Then laughed.\n\n"
        "Professional judgement\n- The damp comes first.\n\n"
        "Promises made\n- Ruth: ring housing, by Friday 8 May 2026\n- Tomos: bring the letter\n\n"
        "Next contact: Monday 11 May 2026, 10:30\n\n"
        "Written by Ruth Adeyemi, Monday 4 May 2026, 11:20\n"
    )


def test_a_missed_session_says_what_was_said_about_it_and_leaves_out_what_there_is_not():
    missed = replace(HELD, attendance=Attendance.MISSED, absence="The bus did not come.", notes=(), promises=())
    text = write_contact_entry(replace(missed, next_time=None))
    assert "Attendance: Did not come\nWhat was said about it: The bus did not come.\n" in text
    assert text.endswith("Next contact: not planned yet\n")
    for heading in ("Facts", "Said by", "Observed", "judgement", "Promises", "Written"):
        assert heading not in text


def test_nobody_is_said_to_have_come_before_it_is_known():
    assert "Attendance: not recorded yet" in write_contact_entry(replace(HELD, attendance=Attendance.PLANNED))
