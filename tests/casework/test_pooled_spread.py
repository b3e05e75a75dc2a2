"""The pooled spread: once for each closed quarter, from answers that workers may read, and lines follow it."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.casework.caseload.operations import bring_rules_up_to_date
from alongside.casework.check_ins.pooled import current_rule, estimate_closed_quarter
from alongside.casework.demo.operations import load_demo
from alongside.domain.questionnaires import CHECK_IN, CLOSER_LOOK, load_definition
from alongside.domain.strains import RULE_2026_1
from alongside.records.models import CaseloadState, CheckIn, PooledSpread

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def loaded():
    list(load_demo(at=NOW, people=48))


def test_it_is_08_until_a_quarter_gave_an_estimate(loaded):
    assert current_rule() == RULE_2026_1
    estimate_closed_quarter(at=NOW)
    row = PooledSpread.objects.get()
    assert (row.until.isoformat(), row.people >= 30) == ("2026-10-01", True)
    assert current_rule().pooled_w == row.w == round(row.w, 1)


def test_a_quarter_is_never_issued_again(loaded):
    estimate_closed_quarter(at=NOW)
    before = PooledSpread.objects.get().w
    CheckIn.objects.filter(audience="worker").update(answers=[0, 10, 0, 10])
    assert not estimate_closed_quarter(at=NOW + timedelta(days=30))
    assert PooledSpread.objects.get().w == before


def test_answers_that_are_not_for_the_worker_play_no_part(loaded):
    estimate_closed_quarter(at=NOW)
    before = PooledSpread.objects.get().w
    PooledSpread.objects.all().delete()
    CheckIn.objects.exclude(audience__in=["worker", ""]).update(answers=[0, 0, 0, 0])
    estimate_closed_quarter(at=NOW)
    assert PooledSpread.objects.get().w == before


def test_with_fewer_than_30_people_it_stays_what_it_was():
    list(load_demo(at=NOW, people=12))
    assert not estimate_closed_quarter(at=NOW)
    assert PooledSpread.objects.get().w == RULE_2026_1.pooled_w


def test_lines_are_drawn_anew_when_it_changes(loaded):
    before = dict(CaseloadState.objects.values_list("person_id", "points"))
    for instrument in (CHECK_IN, CLOSER_LOOK):
        same = [7] * len(load_definition(instrument).items)
        CheckIn.objects.filter(audience="worker", instrument=instrument).update(answers=same)
    assert bring_rules_up_to_date(at=NOW) == len(before)
    assert current_rule().pooled_w == 0.3
    assert dict(CaseloadState.objects.values_list("person_id", "points")) != before
    assert bring_rules_up_to_date(at=NOW) == 0
