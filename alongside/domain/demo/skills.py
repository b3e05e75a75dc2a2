"""Made-up skills of three people: two that go on, one only just begun, and one put aside. Nobody in it is real."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from alongside.domain.assessment import Area, Voice
from alongside.domain.demo.maps import make_maps
from alongside.domain.skills import Done, Grid, Move, Practice, Serves, Stage, Sureness, shipped_modules, write

PERSON, PRACTITIONER = Voice.PERSON, Voice.PRACTITIONER
Say = Callable[[int], date]  # the day so many days ago


@dataclass(frozen=True, slots=True)
class SkillThen:
    """A skill with everything that happened with it, by day. aside: the day and the reason it was put aside, if it was."""

    module_id: str
    title: str
    begun_on: date
    history: Sequence[Move | Sureness | Serves] = ()
    done: Sequence[tuple[date, Done]] = ()
    log: Sequence[Practice] = ()
    aside: tuple[date, str] | None = None


def going_on(person_id: UUID, *, today: date) -> Sequence[SkillThen]:
    """Return two skills of somebody in the middle of them: one tried in life, with good days and bad, and one shown."""
    ago = _days_before(today)
    wants = next(one for one in make_maps(person_id)[-1].nodes if one.words.startswith("To say it"))
    asking, meter = "asking-for-what-i-need", "anger-meter"
    return (
        SkillThen(
            asking, _title(asking), ago(35),
            history=(
                Serves(ago(35), Area.THINKING, wants.id, uuid5(person_id, "goal 0")),
                Sureness(ago(35), 3, "I always leave it too long."),
                Move(Stage.EXPLAINED, ago(35), PRACTITIONER, "Said what it is for"),
                Move(Stage.SHOWN, ago(35), PRACTITIONER, "Asked for a desk by the window, out loud"),
                Move(Stage.TRIED, ago(28), PRACTITIONER, "Good: said how it is for you. To change: ask for one thing"),
                Move(Stage.IN_LIFE, ago(12), PERSON, "Told my sister I need a day’s notice before the kids come"),
                Sureness(ago(12), 6, "She did not mind at all."),
            ),
            done=((ago(35), _three_ways()), (ago(28), _builder())),
            log=(
                _tried(person_id, asking, "three-ways", ago(31), 6, "Heard all three on one bus"),
                _tried(person_id, asking, "builder", ago(22), 2, "Left it till night and it came out loud", own=True),
                _tried(person_id, asking, "builder", ago(12), 8, "My sister said that is fine", own=True),
                _tried(person_id, asking, "builder", ago(3), 4, "Boss was busy. Said it anyway, a bit fast", own=True),
                _tried(person_id, asking, "builder", ago(1), 7, "Asked my brother to ring first", own=True),
            ),
        ),
        SkillThen(
            meter, _title(meter), ago(14),
            history=(
                Serves(ago(14), Area.THINKING, None, uuid5(person_id, "goal 0")),
                Move(Stage.EXPLAINED, ago(14), PRACTITIONER),
                Move(Stage.SHOWN, ago(14), PRACTITIONER, "The queue at the post office, out loud"),
                Sureness(ago(14), 5),
            ),
            done=((ago(14), _meter()),),
            log=(_tried(person_id, meter, "meter", ago(9), 5, "Did it in the mornings, forgot at night", own=True),),
        ),
    )  # fmt: skip


def just_begun(person_id: UUID, *, today: date) -> Sequence[SkillThen]:
    """Return one skill that was begun, with nothing tried since."""
    ago = _days_before(today)
    module_id = "phone-calls"
    history = (
        Serves(ago(9), Area.EMPLOYMENT_AND_EDUCATION, None, uuid5(person_id, "goal 0")),
        Move(Stage.EXPLAINED, ago(9), PRACTITIONER, "It is about the calls to the job centre"),
        Sureness(ago(9), 4, "I hang up when they put me on hold."),
    )
    return (SkillThen(module_id, _title(module_id), ago(9), history),)


def put_aside(person_id: UUID, *, today: date) -> Sequence[SkillThen]:
    """Return one skill that did not fit for now."""
    ago = _days_before(today)
    module_id = "better-night"
    history = (Move(Stage.EXPLAINED, ago(20), PRACTITIONER),)
    because = "Works nights until the new year. We look at it again then."
    return (SkillThen(module_id, _title(module_id), ago(20), history, aside=(ago(13), because)),)


def _days_before(today: date) -> Say:
    return lambda days: today - timedelta(days=days)


def _title(module_id: str) -> str:
    return next(module.title for module in shipped_modules() if module.id == module_id)


def _tried(
    person_id: UUID, module_id: str, exercise_id: str, on: date, how: int, words: str, *, own: bool = False
) -> Practice:
    sent_at = datetime.combine(on, time(18, 40), tzinfo=UTC)
    return Practice(uuid5(person_id, f"try {words}"), module_id, exercise_id, on, sent_at, how, words, own)


def _three_ways() -> Done:
    return _write("asking-for-what-i-need", "three-ways", {
        "thing": (("To know before the kids are dropped off",),),
        "ways": (("Peace today", "I blow on Friday"), ("It feels odd", "They know, and I do not blow")),
    })  # fmt: skip


def _builder() -> Done:
    parts = (
        "The kids come without a word before", "I have no food in and I feel caught out", "A text the day before",
        "The kids get a proper tea",
    )  # fmt: skip
    return _write("asking-for-what-i-need", "builder", {
        "who": (("My sister, on Sunday after lunch",),), "parts": tuple((one,) for one in parts),
    })  # fmt: skip


def _meter() -> Done:
    bands = ("Sighing", "Short answers", "Jaw tight, I stop listening", "I stand up", "")
    return _write("anger-meter", "meter", {
        "moment": (("Being told off in front of the queue",),), "bands": tuple((one,) for one in bands),
    })  # fmt: skip


def _write(module_id: str, exercise_id: str, typed: Mapping[str, Grid]) -> Done:
    module = next(module for module in shipped_modules() if module.id == module_id)
    exercise = next(exercise for exercise in module.exercises if exercise.id == exercise_id)
    return write(module, exercise, typed)
