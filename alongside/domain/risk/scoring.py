"""All predictors of one person from one set of answers."""

from collections.abc import Mapping
from datetime import date

from alongside.domain.risk.inputs import Answers, Raw, read_answers
from alongside.domain.risk.logistic import score_logistic
from alongside.domain.risk.needs import Scores, identify_needs
from alongside.domain.risk.personality import screen_personality
from alongside.domain.risk.results import Result
from alongside.domain.risk.screens import screen_learning, screen_maturity
from alongside.domain.risk.sexual import score_combined, score_direct_contact, score_indirect_contact

PREDICTORS = ("arp", "vrp", "svrp", "dc_srp", "iic_srp", "csrp", "lds", "mst", "opd", "pni")


def score_person(raw: Raw, *, today: date, pni_reads_all: bool = False) -> dict[str, Result]:
    """Return the result of every predictor by its short name.

    `raw` has the input names of the specification (section 2); None means missing, and a missing assessment date means
    `today`. `pni_reads_all` gives the needs identifier the sexual and the combined results too, as its rules intend;
    without it they are missing there, as in the public service (section 11.4). A value named in `raw` comes first.

    Raises MalformedInput, naming the inputs, before any predictor runs.
    """
    return score_answers(read_answers(raw, today=today), pni_reads_all=pni_reads_all)


def score_answers(answers: Answers, *, pni_reads_all: bool = False) -> dict[str, Result]:
    """Return the result of every predictor for answers that were read before."""
    results = {name: score_logistic(answers, name) for name in ("arp", "vrp", "svrp")}
    results["dc_srp"] = score_direct_contact(answers)
    results["iic_srp"] = score_indirect_contact(answers)
    results["csrp"] = score_combined(
        answers, svrp=results["svrp"], dc_srp=results["dc_srp"], iic_srp=results["iic_srp"]
    )
    results["lds"] = screen_learning(answers)
    results["mst"] = screen_maturity(answers)
    results["opd"] = screen_personality(answers)
    results["pni"] = identify_needs(answers, _scores_for_needs(answers, results, reads_all=pni_reads_all))
    return results


def _scores_for_needs(answers: Answers, results: Mapping[str, Result], *, reads_all: bool) -> Scores:
    def number(name: str) -> float | None:
        named = answers.number(f"{name}_score")
        return results[name].score if named is None and (reads_all or name != "csrp") else named

    def band(name: str) -> str | None:
        return answers.word(f"{name}_band") or (results[name].band if reads_all else None)

    return Scores(number("arp"), number("vrp"), number("csrp"), band("dc_srp"), band("iic_srp"))
