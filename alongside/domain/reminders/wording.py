"""The words of a reminder. Whoever reads them over a shoulder learns that something is on, and not with whom or why.

No name, no service, no place, no word about the law, and no word that only means something to one trade.
"""

from datetime import datetime

from alongside.domain.my_side.days import say_day, say_time
from alongside.domain.questionnaires.definition import Language
from alongside.domain.reminders.timing import LONDON, Reminder

SUBJECT = {Language.ENGLISH: "A reminder", Language.WELSH: "Nodyn atgoffa"}
# Awaiting a fluent reviewer, as all Welsh of the person's side.
_WORDS = {
    Language.ENGLISH: {
        Reminder.TOMORROW: "A reminder: tomorrow at {time}.",
        Reminder.CHANGED: "The time has changed. It is now {day} at {time}.",
        Reminder.CALLED_OFF: "What was on {day} at {time} is called off. You will hear a new time.",
        Reminder.CHECK_IN: "Four short questions are waiting, if you want to answer them. You need your PIN. {link}",
    },
    Language.WELSH: {
        Reminder.TOMORROW: "Nodyn atgoffa: yfory am {time}.",
        Reminder.CHANGED: "Mae'r amser wedi newid. Nawr: {day} am {time}.",
        Reminder.CALLED_OFF: "Mae'r hyn oedd ymlaen {day} am {time} wedi'i ganslo. Byddwch yn clywed amser newydd.",
        Reminder.CHECK_IN: "Mae pedwar cwestiwn byr yn aros, os hoffech eu hateb. Bydd angen eich PIN. {link}",
    },
}


def say_subject(*, language: str) -> str:
    """Return the subject of an email. Raises LanguageNotFound."""
    return SUBJECT[Language.of(language)]


def say_reminder(kind: Reminder, *, starts_at: datetime, language: str, link: str = "") -> str:
    """Return the text of a reminder. starts_at: the time it is about. link: for a check-in. Raises LanguageNotFound."""
    local = starts_at.astimezone(LONDON)
    day = say_day(local.date(), language=language).rsplit(" ", 1)[0]  # nobody needs the year
    return _WORDS[Language.of(language)][kind].format(day=day, time=say_time(local.time()), link=link)
