"""Published predictors of reoffending and screens, worked out openly. Every result is an independent calculation.

    from alongside.domain import risk

    results = risk.score_person({"sex": "male", "date_of_birth": "1990-05-01", ...}, today=date(2026, 8, 4))
    results["arp"].score, results["arp"].band, results["arp"].contributions

Many people at once, a numpy array to each input: `risk.score_columns(columns, today=...)`.

Follows the project's specification of the public service, model and threshold version 1.0. Figures and their licence are
in `figures/NOTICE.md`. What may not be worked out for somebody (under 18, outside England and Wales) is not decided here.
"""

from alongside.domain.risk.checks import check_plausible
from alongside.domain.risk.column_results import ColumnResult
from alongside.domain.risk.columns import score_columns
from alongside.domain.risk.explaining import OUTCOMES, Explanation, Figure, Line, explain_figure, figure_of
from alongside.domain.risk.figures import ATTRIBUTION, Offence, load_offences
from alongside.domain.risk.inputs import INPUT_NAMES, Answers, MalformedInput, read_answers
from alongside.domain.risk.results import NOT_OFFICIAL, Band, Problem, Result, Variant
from alongside.domain.risk.scoring import PREDICTORS, score_answers, score_person

__all__ = [
    "ATTRIBUTION",
    "INPUT_NAMES",
    "NOT_OFFICIAL",
    "OUTCOMES",
    "PREDICTORS",
    "Answers",
    "Band",
    "ColumnResult",
    "Explanation",
    "Figure",
    "Line",
    "MalformedInput",
    "Offence",
    "Problem",
    "Result",
    "Variant",
    "check_plausible",
    "explain_figure",
    "figure_of",
    "load_offences",
    "read_answers",
    "score_answers",
    "score_columns",
    "score_person",
]
