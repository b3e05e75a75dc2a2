"""What the printed agreement says around the words of both, in English and Welsh. The Welsh awaits a fluent reviewer."""

from collections.abc import Mapping

from alongside.domain.questionnaires.definition import Language

_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.ENGLISH: {
        "title": "Our working agreement",
        "draft": "Draft",
        "draft_says": "This is a draft until you both agree. You do not have to sign it.",
        "agreed": "Agreed on",
        "by_when": "Who does what, and by when",
        "limits": "What stays between us, and what cannot",
        "told": "If you tell me",
        "then": "Then",
        "change": "You can ask to change this at any time. If you think a decision is wrong, say so, or complain.",
        "sign": "Signature",
        "date": "Date",
        "nothing": "Nothing is written here yet.",
    },
    Language.WELSH: {
        "title": "Ein cytundeb gweithio",
        "draft": "Drafft",
        "draft_says": "Drafft yw hwn nes i chi'ch dau gytuno. Nid oes rhaid i chi ei lofnodi.",
        "agreed": "Cytunwyd ar",
        "by_when": "Pwy sy'n gwneud beth, ac erbyn pryd",
        "limits": "Beth sy'n aros rhyngom, a beth na all aros",
        "told": "Os dywedwch wrthyf",
        "then": "Yna",
        "change": "Gallwch ofyn am newid hwn unrhyw bryd. Os credwch fod penderfyniad yn anghywir, dywedwch hynny, neu cwynwch.",
        "sign": "Llofnod",
        "date": "Dyddiad",
        "nothing": "Nid oes dim wedi'i ysgrifennu yma eto.",
    },
}


def words_on_paper(language: Language, *, first: str, practitioner: str) -> dict[str, str]:
    """Return the words of the sheet in one language, with who signs it."""
    return dict(_WORDS[language]) | {"person": first, "practitioner": practitioner}
