"""The clocks of keeping and erasing: requests that wait for an answer, and holds that somebody looks at again."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.retention import people_kept_by
from alongside.domain.clocks import Clock
from alongside.records.retention import ErasureRequest, LegalHold

ANSWER = "Answered within one month: UK GDPR, Articles 12(3) and 17"
REVIEW = "Looked at again on the day that was set when the record was held"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return both for a privacy officer, without those who work with the person. Raises NotHere. Two queries."""
    people = people_kept_by(viewer, at)
    asked = ErasureRequest.objects.filter(state="asked", person__in=people).select_related("person")
    held = LegalHold.objects.filter(lifted_at__isnull=True, person__in=people).select_related("person")
    requests = [
        Clock(
            what="Answer somebody who asked to be erased", rule=ANSWER, due_on=row.due_on, link="decide_erasure",
            link_id=row.id, subject=row.person.pseudonym,
        )
        for row in asked
    ]  # fmt: skip
    holds = [
        Clock(
            what="Look again at a legal hold", rule=REVIEW, due_on=row.review_on, link="change_hold", link_id=row.id,
            subject=row.person.pseudonym,
        )
        for row in held
    ]  # fmt: skip
    return requests + holds
