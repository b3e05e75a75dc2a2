"""A module read from its file. What is wrong in it is refused with the file and the field, before anybody works with it."""

import tomllib
from collections.abc import Iterable

from alongside.domain.assessment import Area, Voice, Who, questions_by_id
from alongside.domain.formulation import Place
from alongside.domain.skills.modules import Exercise, Family, Field, Guidance, Kind, Module, Option, Suits
from alongside.domain.skills.table import ContentBroken, Table

FEWEST_EXERCISES, MOST_EXERCISES = 2, 4
MOST_ROWS, MOST_ON_A_CARD = 12, 5
_COLUMNS = {Kind.IF_THEN: ("If", "Then I will"), Kind.STEPS: ("What", "When")}
_TOO_LONG_FOR_A_CARD = frozenset({Kind.LONG, Kind.TABLE})


def read_module(text: str, *, file: str) -> Module:
    """Return the module that a TOML text describes. file is how the errors name it. Raises ContentBroken."""
    try:
        table = Table(file, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise ContentBroken(file, "the whole file", f"this is not TOML: {wrong}") from None
    module = _module(table)
    table.end()
    _check_exercises(table, module)
    return module


def _module(table: Table) -> Module:
    return Module(
        id=_id(table),
        family=table.choice("family", Family),
        version=table.text("version"),
        title=table.text("title"),
        for_what=table.text("for_what"),
        ready=table.text("ready"),
        author=table.text("author"),
        source=table.text("source"),
        reading_age=table.number("reading_age", low=7, high=11),
        review_on=table.day("review_on"),
        materials=table.texts("materials"),
        access_note=table.text("access_note"),
        involves_partner=table.flag("involves_partner"),
        for_unsure=table.flag("for_unsure"),
        weighs_up=table.flag("weighs_up"),
        suits=_suits(table.table("suits")),
        guidance=_guidance(table.table("practitioner")),
        exercises=tuple(_exercise(each) for each in table.tables("exercise")),
    )


def _id(table: Table) -> str:
    found = table.text("id")
    if not all(letter.islower() or letter.isdigit() or letter == "-" for letter in found):
        raise table.wrong("id", "write small letters, numbers and hyphens only")
    return found


def _suits(table: Table) -> Suits:
    answers = table.table("answers")
    for name in answers.found:
        if not set(answers.texts(name, fewest=1)) <= _options_of(name):
            raise answers.wrong(name, "this is no question that both are asked, or not one of its answers")
    suits = Suits(
        areas=table.choices("areas", Area),
        places=table.choices("places", Place),
        answers={name: frozenset(answers.texts(name)) for name in answers.found},
    )
    table.end()
    return suits


def _options_of(question_id: str) -> set[str]:
    """Return what can be answered to a question that both voices are asked: what staff alone judge raises no skill."""
    question = questions_by_id().get(question_id)
    return {option.id for option in question.options} if question and question.who is Who.BOTH else set()


def _guidance(table: Table) -> Guidance:
    guidance = Guidance(
        purpose=table.text("purpose"),
        model=table.texts("model", fewest=2),
        watch=table.texts("watch", fewest=1),
        traps=table.texts("traps", fewest=1),
        not_when=table.texts("not_when", fewest=1),
    )
    table.end()
    return guidance


def _exercise(table: Table) -> Exercise:
    exercise = Exercise(
        id=_id(table),
        title=table.text("title"),
        minutes=table.number("minutes", low=1, high=60),
        say=table.texts("say", fewest=1),
        do=table.texts("do", fewest=1),
        example=table.texts("example", fewest=1),
        tip=table.text("tip"),
        practise=table.text("practise"),
        fields=tuple(_field(each) for each in table.tables("field")),
        keep=table.texts("keep", fewest=1),
        card=table.texts("card", fewest=1),
        card_title=table.text("card_title"),
    )
    table.end()
    _check_fields(table, exercise)
    return exercise


def _field(table: Table) -> Field:
    kind = table.choice("kind", Kind)
    found = Field(
        key=_id_of_field(table),
        kind=kind,
        label=table.text("label"),
        hint=table.text("hint", otherwise=""),
        voice=table.choice("voice", Voice, otherwise=Voice.PERSON.value),
        apart=table.flag("apart"),
        needed=table.flag("needed"),
        options=tuple(_option(each) for each in table.tables("options")),
        columns=table.texts("columns") or _COLUMNS.get(kind, ()),
        rows=table.texts("rows"),
        most=table.number("most", low=1, high=MOST_ROWS, otherwise=5 if kind.has_free_rows else 1),
        low=table.text("low", otherwise=""),
        high=table.text("high", otherwise=""),
        starts_from=table.text("starts_from", otherwise=""),
    )
    table.end()
    _check_shape(table, found)
    return found


def _id_of_field(table: Table) -> str:
    key = table.text("key")
    if not key.replace("_", "").isalnum() or not key.islower():
        raise table.wrong("key", "write small letters, numbers and underlines only")
    return key


def _option(table: Table) -> Option:
    option = Option(_id(table), table.text("says"), table.text("stops", otherwise=""))
    table.end()
    return option


def _check_shape(table: Table, found: Field) -> None:
    """Refuse a field whose grid does not fit its kind."""
    if found.apart and found.voice is not Voice.PRACTITIONER:
        raise table.wrong("apart", "what the person writes is never kept apart from them")
    if found.kind.has_options != (len(found.options) > 1):
        raise table.wrong("options", "what is chosen from has two options or more, and nothing else has any")
    if found.kind is Kind.SCALE and not (found.low and found.high):
        raise table.wrong("low", "say what 0 means in low and what 10 means in high")
    if found.kind is Kind.CELLS and (len(found.columns), len(found.rows)) != (2, 2):
        raise table.wrong("columns", "four cells have two columns and two rows")
    if found.kind is Kind.ROWS and not found.rows:
        raise table.wrong("rows", "say what each row is for")
    if found.kind is Kind.TABLE and len(found.columns) < 2:
        raise table.wrong("columns", "a table has two columns or more")


def _check_fields(table: Table, exercise: Exercise) -> None:
    keys = [each.key for each in exercise.fields]
    if not keys or len(set(keys)) < len(keys):
        raise table.wrong("field", "an exercise has fields, each with a key of its own")
    for name, chosen in (("keep", exercise.keep), ("card", exercise.card)):
        if unknown := [key for key in chosen if key not in keys]:
            raise table.wrong(name, f"there is no field {unknown[0]}")
        if any(found.apart for found in exercise.fields if found.key in chosen):
            raise table.wrong(name, "what is kept apart is not taken away")
    _check_card(table, exercise)


def _check_card(table: Table, exercise: Exercise) -> None:
    if len(exercise.card) > MOST_ON_A_CARD or not set(exercise.card) <= set(exercise.keep):
        raise table.wrong("card", f"a card has at most {MOST_ON_A_CARD} fields, all of them among those that are kept")
    for key in exercise.card:
        found = exercise.find(key)
        if found and (found.kind in _TOO_LONG_FOR_A_CARD or found.voice is not Voice.PERSON):
            raise table.wrong("card", f"{key} is too long for a card, or not in the person’s words")


def _check_exercises(table: Table, module: Module) -> None:
    if not FEWEST_EXERCISES <= len(module.exercises) <= MOST_EXERCISES:
        raise table.wrong("exercise", f"a module has {FEWEST_EXERCISES} to {MOST_EXERCISES} exercises")
    ids = [exercise.id for exercise in module.exercises]
    if len(set(ids)) < len(ids):
        raise table.wrong("exercise", "two exercises have the same id")
    for number, exercise in enumerate(module.exercises):
        _check_beginnings(table, module.exercises[:number], exercise)


def _check_beginnings(table: Table, before: Iterable[Exercise], exercise: Exercise) -> None:
    """Refuse a field that begins with words of a field that does not come earlier, or has another shape."""
    earlier = {f"{each.id}.{found.key}": found for each in before for found in each.fields}
    for found in exercise.fields:
        source = earlier.get(found.starts_from)
        if found.starts_from and (source is None or source.kind is not found.kind or found.kind.has_options):
            raise table.wrong(f"exercise {exercise.id}, {found.key}", "starts_from names no earlier field like it")
