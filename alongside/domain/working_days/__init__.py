"""Days on which an office is open: Monday to Friday without the bank holidays of one part of the United Kingdom."""

from alongside.domain.working_days.counting import add_working_days
from alongside.domain.working_days.holidays import bank_holidays

__all__ = ["add_working_days", "bank_holidays"]
