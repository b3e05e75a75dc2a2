"""What the person may look at now, line by line, and that they said a line is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.corrections.asking import ask_about_line
from alongside.casework.risk.sealing import Body, open_body
from alongside.domain.risk import OUTCOMES, Explanation, Line, explain_figure, read_answers, score_answers
from alongside.records.risk import Calculation, FigureOffer
from alongside.vault import open_keys


def say_line_wrong(*, person_id: UUID, mark: str, words: str, by: Actor, at: datetime) -> UUID:
    """Keep that the person says a line of the figures they look at is wrong, as a request for a correction. Returns its id.

    words are theirs and may be empty. Sent twice it is kept once. It changes no figure: somebody looks into it. Raises
    NotHere unless the person was asked today, said yes, and the line is among the newest figures.
    """
    with transaction.atomic():
        _, newest = require_shared(person_id, "reoffending", viewer=by, at=at)
        explanation, line = find_line(open_body(open_keys([person_id]), newest), newest.number, mark)
        return ask_about_line(person_id=person_id, shown_line=explanation.quote(line), wrong=words, by=by, at=at)


def require_shared(person_id: UUID, what: str, *, viewer: Actor, at: datetime) -> tuple[Granted, Calculation]:
    """Return leave and the newest figures, if both may look at them now. Call it in a transaction. Raises NotHere."""
    granted = require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
    newest = Calculation.objects.filter(person=person_id).order_by("-number").first()
    if newest is None or not _is_shared(newest, what, viewer, at):
        raise NotHere
    return granted, newest


def explain_body(body: Body) -> tuple[Explanation, ...]:
    """Explain the three reoffending predictors from what went in, as it was worked out then."""
    answers = read_answers(body.input, today=date.fromisoformat(body.input["assessment_date"]))
    results = score_answers(answers)
    return tuple(explain_figure(answers, results[name]) for name in OUTCOMES if results[name].score is not None)


def mark_lines(number: int, explanations: Sequence[Explanation]) -> Mapping[str, tuple[Explanation, Line]]:
    """Return every line by a name for addresses, which holds only for the calculation of this number."""
    return {
        f"{number}-{explanation.predictor}-{place}": (explanation, line)
        for explanation in explanations
        for place, line in enumerate(explanation.lines, start=1)
    }


def find_line(body: Body, number: int, mark: str) -> tuple[Explanation, Line]:
    """Return the line of this name and what it is a line of. Raises NotHere."""
    found = mark_lines(number, explain_body(body)).get(mark)
    if found is None:
        raise NotHere
    return found


def _is_shared(calculation: Calculation, what: str, viewer: Actor, at: datetime) -> bool:
    today = FigureOffer.objects.filter(calculation=calculation, what=what, offered_at__date=day_of(at))
    if what == "others":
        return today.filter(answer="looked", offered_by=viewer.id).exists()
    # What the person said last counts: a no after a yes closes the page again.
    last = today.order_by("-number").first()
    return last is not None and last.answer == "looked"
