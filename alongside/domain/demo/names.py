"""Names that are common in Wales and England, put together by chance. A name like yours is a coincidence."""

WELSH_GIVEN = {
    "Tomos": "TOM-oss", "Rhys": "REECE", "Dafydd": "DAH-vith", "Ieuan": "YAY-an", "Llŷr": "HLEER", "Iwan": "YOU-an",
    "Aled": "AL-ed", "Gethin": "GETH-in", "Siôn": "SHORN", "Emyr": "EM-eer", "Carwyn": "KAR-win", "Osian": "OSH-an",
    "Megan": "", "Siân": "SHARN", "Nia": "NEE-a", "Cerys": "KEH-riss", "Ffion": "FEE-on", "Lowri": "LOW-ree",
    "Angharad": "ang-HAR-ad", "Eleri": "el-EH-ree",
}  # fmt: skip
ENGLISH_GIVEN = [
    "Jack", "Liam", "Callum", "Ryan", "Kyle", "Connor", "Jordan", "Lee", "Darren", "Wayne", "Craig", "Dean", "Gary", "Marcus",
    "Tyler", "Reece", "Nathan", "Carl", "Stuart", "Jamie", "Luke", "Aaron", "Kieran", "Scott", "Leon", "Jade", "Chloe", "Kelly",
    "Stacey", "Gemma", "Leanne", "Donna", "Amy", "Tanya", "Michelle", "Shannon",
]  # fmt: skip
OTHER_GIVEN = {
    "Mohammed": "", "Imran": "im-RARN", "Hamza": "", "Bilal": "bi-LARL", "Amina": "a-MEE-na", "Kwame": "KWAH-may",
    "Kofi": "", "Chidi": "CHEE-dee", "Tunde": "TOON-day", "Ngozi": "n-GOH-zee", "Delroy": "", "Winston": "", "Piotr": "PYOT-er",
    "Marek": "", "Krzysztof": "KSHISH-toff", "Andrei": "AN-dray", "Ionut": "yo-NOOTS", "Xuan": "SHWEN", "Arjun": "AR-joon",
    "Harpreet": "har-PREET", "Yusuf": "", "Abdi": "AB-dee", "Thanh": "TAN", "Ciarán": "KEER-awn", "Paddy": "",
}  # fmt: skip
WELSH_FAMILY = [
    "Bevan", "Rees", "Llewellyn", "Pritchard", "Vaughan", "Gwynne", "Morgan", "Parry", "Owen", "Jenkins", "Griffiths", "Hughes",
    "Probert", "Tudor", "Rosser", "Beynon",
]  # fmt: skip
ENGLISH_FAMILY = [
    "Carter", "Walsh", "Turner", "Bailey", "Cole", "Fletcher", "Barker", "Holt", "Marsh", "Shaw", "Webb", "Dixon", "Parsons",
    "Hartley", "Nixon", "Sutton", "Lowe", "Chambers", "Whitfield-Armstrong", "Gallagher", "Doyle", "Stokes",
]  # fmt: skip
OTHER_FAMILY = [
    "Hussain", "Malik", "Chaudhry", "Begum", "Mensah", "Okafor", "Adebayo", "Campbell", "Grant", "Nowak", "Kowalczyk", "Popescu",
    "Nguyen", "Singh", "Kaur", "Yusuf", "Abdullahi", "Ó Ceallaigh", "Ward", "Joyce",
]  # fmt: skip
