"""What is chosen and typed around the answers: consent, a break, and the end."""

from django import forms

from alongside.domain.assessment import Consent, PersonSays, Voice
from alongside.domain.sessions import Keep
from alongside.domain.speaking import Interpreter, Spoken, SpokenIn

LONGEST = 4000
CONSENTS = {
    Consent.YES: "Yes, that is all right",
    Consent.NOT_TODAY: "Not today",
    Consent.NO: "No",
}
TOO_LONG = {"max_length": f"Write {LONGEST} characters or fewer"}


class ConsentForm(forms.Form):
    """What the person said to talking about what happened to them."""

    consent = forms.ChoiceField(
        label="Is it all right to talk about it?",
        widget=forms.RadioSelect,
        choices=[(consent.value, says) for consent, says in CONSENTS.items()],
        error_messages={"required": "Say what they answered"},
    )
    on_copy = forms.BooleanField(label="They want these words on their copy too", required=False)


class BreakForm(forms.Form):
    """Where they stopped, or that they go on."""

    do = forms.ChoiceField(choices=[("stop", "stop"), ("return", "return")])
    place = forms.SlugField(max_length=30, required=False)


class SpokenForm(forms.Form):
    """In which language it was held, and who interpreted. Nothing has to be said."""

    spoken_in = forms.ChoiceField(
        label="Which language did you talk in?",
        widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in SpokenIn if each],
        required=False,
    )
    interpreter = forms.ChoiceField(
        label="Who interpreted?",
        widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in Interpreter if each],
        required=False,
    )

    def spoken(self) -> Spoken:
        """Return what was said of it."""
        said = self.cleaned_data
        return Spoken(SpokenIn(said["spoken_in"]), Interpreter(said["interpreter"]))


class PersonSaysForm(forms.Form):
    """What the person says of the whole, with their words."""

    says = forms.ChoiceField(
        label="What do they say to it as a whole?",
        widget=forms.RadioSelect,
        choices=[(says.value, says.label) for says in PersonSays],
        error_messages={"required": "Say what they answered"},
    )
    words = forms.CharField(
        label="In their words", widget=forms.Textarea, max_length=LONGEST, required=False, error_messages=TOO_LONG
    )


class SecondForm(forms.Form):
    """The second signature, with a word if there is one."""

    version = forms.IntegerField(min_value=1, max_value=32767)
    words = forms.CharField(
        label="A word with your signature", widget=forms.Textarea, max_length=LONGEST, required=False,
        error_messages=TOO_LONG,
    )  # fmt: skip


class ChoiceForm(forms.Form):
    """Which of two texts is kept, of which voice of which answer."""

    keep = forms.ChoiceField(choices=[(keep.value, keep.value) for keep in Keep])
    question = forms.RegexField(r"[a-z_]{1,30}\.[a-z_]{1,30}")
    voice = forms.ChoiceField(choices=[(voice.value, voice.value) for voice in Voice])


class VersionForm(forms.Form):
    """Which version is asked for."""

    version = forms.IntegerField(min_value=1, max_value=32767, required=False)

    def number(self) -> int | None:
        """Return the number, or None for the newest and for what makes no sense."""
        self.is_valid()
        found = self.cleaned_data.get("version")
        return found if isinstance(found, int) else None
