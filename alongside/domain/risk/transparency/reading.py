"""Which inputs each predictor reads. A test holds that no other input changes its result."""

from alongside.domain.risk.checks import OWN_DRUGS, REQUIRED_FOR_DYNAMIC, REQUIRED_FOR_STATIC
from alongside.domain.risk.inputs import INPUT_NAMES, SEXUAL_COUNTS
from alongside.domain.risk.needs import ALL_READ as NEEDS
from alongside.domain.risk.personality import ALL_READ as PERSONALITY
from alongside.domain.risk.screens import LEARNING_READ, MATURITY_READ

_LOGISTIC = {
    name: {
        "community_start_date", *REQUIRED_FOR_STATIC[name], *REQUIRED_FOR_DYNAMIC[name], *OWN_DRUGS[name],
        *(["drug_motivation"] if OWN_DRUGS[name] else []),
    }
    for name in ("arp", "vrp", "svrp")
}  # fmt: skip
_INDIRECT = {"sex", "sexual_offence_history", "sanction_count", *SEXUAL_COUNTS}
_DIRECT = _INDIRECT | {
    "assessment_date", "date_of_birth", "community_start_date", "supervision_status", "latest_sexual_offence_date",
    "latest_offence_date", "stranger_victim",
}  # fmt: skip
_READ: dict[str, set[str]] = {
    **_LOGISTIC,
    "dc_srp": _DIRECT,
    "iic_srp": _INDIRECT,
    "csrp": _LOGISTIC["svrp"] | _DIRECT | _INDIRECT,
    "lds": set(LEARNING_READ),
    "mst": set(MATURITY_READ),
    "opd": set(PERSONALITY),
    "pni": {*NEEDS, *_LOGISTIC["arp"], *_LOGISTIC["vrp"]},
}


def inputs_of(predictor: str) -> tuple[str, ...]:
    """Return the names of all inputs that can change the result of a predictor, in the order of the specification.

    For `pni` those of `arp` and `vrp` are among them, which it reads. Raises KeyError for an unknown predictor.
    """
    read = _READ[predictor]
    return tuple(name for name in INPUT_NAMES if name in read)
