"""What the invented restaurants and people are called. Any likeness to a real one is chance."""

import unicodedata

import numpy as np

WORDS = (
    "Gilded", "Copper", "Indigo", "Crooked", "Velvet", "Amber", "Quiet", "Painted", "Scarlet",
    "Hollow", "Silver", "Wandering", "Salted", "Smoky", "Russet", "Ashen", "Cobalt", "Lucky",
    "Patient", "Marbled", "Speckled", "Northern", "Burnt", "Second", "Tilted", "Humble", "Brass",
    "Ivory", "Woven", "Seventh", "Drowsy", "Ruby", "Thirsty", "Merry", "Paper", "Plum",
)  # fmt: skip
THINGS = (
    "Heron", "Quince", "Lantern", "Otter", "Thistle", "Ladle", "Sparrow", "Fig", "Anchor",
    "Marrow", "Kestrel", "Pepper", "Oyster", "Walnut", "Magpie", "Sorrel", "Kettle", "Juniper",
    "Badger", "Clementine", "Skillet", "Pomegranate", "Hare", "Saffron", "Lobster", "Bramble",
    "Mortar", "Cardamom", "Pelican", "Chicory", "Artichoke", "Nutmeg", "Finch", "Barley",
)  # fmt: skip
BY_CUISINE: dict[str, tuple[str, ...]] = {
    "Italian": ("Osteria {given}", "{family} e Figli", "Il {thing} Storto", "Trattoria {family}"),
    "Indian": ("{thing} Mahal", "{given}'s Tiffin", "The {word} Tandoor", "{word} Masala House"),
    "Japanese": ("Izakaya {thing}", "Sushi {given}", "{word} Crane Ramen", "Kappo {given}"),
    "French": ("Chez {given}", "Bistro {family}", "Brasserie du {thing}", "La Table de {given}"),
    "Mexican": ("Cantina {given}", "El {thing} Rojo", "Taquería {family}", "Mesa {word}"),
    "Seafood": ("The {word} Oyster", "{family} Fish House", "{word} Pier", "{thing} & Brine"),
    "Vegetarian": ("{thing} & Root", "The {word} Leaf", "{word} Greens", "{given}'s Garden Table"),
    "Steakhouse": ("{family} Chophouse", "The {word} Bull", "{thing} & Ember", "{word} Cleaver"),
    "Thai": ("Baan {given}", "{word} Lemongrass", "{thing} Thai Kitchen", "The {word} Elephant"),
    "Portuguese": ("Tasca do {family}", "Adega {given}", "Marisqueira {family}", "Casa {family}"),
    "Nordic": ("{thing} & Birch", "Spisehus {family}", "The {word} Fjord", "Køkken {family}"),
    "Lebanese": ("Beit {given}", "{word} Cedar", "{family} Mezze", "{thing} & Za'atar"),
    "Korean": ("{word} Banchan", "{given} Pojang", "Seoul {thing}", "{family} Charcoal House"),
    "Brazilian": ("Churrascaria {family}", "Boteco do {given}", "Cantinho {family}", "{word} Ipê"),
    "Café": ("Café {family}", "{given}'s Morning", "{word} Crumb", "The {word} Kettle"),
    "Modern": ("The {word} {thing}", "{thing} & {other}", "{family}", "Number {number}"),
}
CUISINES = tuple(BY_CUISINE)
ANYWHERE = ("The {word} {thing}", "{word} {thing}", "{thing} & {other}", "{given} & {family}")
KINDS = (
    "Casual dining", "Fine dining", "Bistro", "Hotel restaurant", "Gastropub", "Café",
    "Catering kitchen", "Cloud kitchen",
)  # fmt: skip
DISTRICTS = ("Old Town", "Riverside", "Market", "Station", "Harbour", "Parkside", "Hillside")

GIVEN = {
    "british": (
        "Eleanor", "Owen", "Ruth", "Tom", "Joan", "Samuel", "Chloe", "Martin", "Harriet", "Amara",
        "Callum", "Priya", "Jess", "Leo", "Nadia", "Grace",
    ),
    "irish": (
        "Aoife", "Conor", "Niamh", "Ciarán", "Orla", "Declan", "Sinéad", "Eoin", "Maeve", "Fergal",
        "Roisin", "Padraig",
    ),
    "portuguese": (
        "Inês", "Pedro", "Beatriz", "Tiago", "Sofia", "Duarte", "Leonor", "Rui", "Mariana", "Caio",
        "Helena", "Vasco", "Luísa", "Otávio",
    ),
    "danish": (
        "Freya", "Mikkel", "Astrid", "Søren", "Signe", "Anders", "Maja", "Rasmus", "Karen",
        "Jeppe", "Ida", "Nikolaj",
    ),
    "american": (
        "Dana", "Luis", "Gina", "Carl", "Maya", "Marcus", "Elena", "Hugo", "Denise", "Andre",
        "Tess", "Wei", "Rosa", "Nikos", "Claire", "Jamal",
    ),
    "indian": (
        "Anika", "Rohan", "Priya", "Vikram", "Meera", "Arjun", "Kavita", "Sanjay", "Leela",
        "Farhan", "Nandini", "Dev", "Shirin", "Aditya",
    ),
    "singaporean": (
        "Mei Lin", "Wei Jie", "Hui Min", "Kelvin", "Aisyah", "Farid", "Li Ting", "Darren",
        "Siti", "Suresh", "Jia Hao", "Rachel",
    ),
    "italian": ("Livia", "Matteo", "Giulia", "Enzo", "Ornella", "Sandro", "Fiorella", "Nino"),
    "french": ("Margot", "Luc", "Odile", "Bastien", "Colette", "Rémi", "Solange", "Armand"),
    "japanese": ("Haruka", "Kenji", "Yuki", "Daichi", "Aiko", "Sora", "Emi", "Naoki"),
    "mexican": ("Lupita", "Ramón", "Xochitl", "Chava", "Marisol", "Nacho", "Inés", "Beto"),
    "thai": ("Malee", "Somchai", "Ploy", "Anong", "Kanya", "Niran", "Dao", "Arthit"),
    "lebanese": ("Leila", "Karim", "Yara", "Nabil", "Samira", "Ziad", "Rima", "Tarek"),
    "korean": ("Minji", "Jisoo", "Hana", "Dongwoo", "Sora", "Junho", "Yuna", "Taeyang"),
}  # fmt: skip
FAMILY = {
    "british": (
        "Whitfield", "Pryce", "Adler", "Calloway", "Okafor", "Hartley", "Mensah", "Thorne",
        "Lockwood", "Ahmed", "Fairburn", "Rowntree", "Sutcliffe", "Penrose",
    ),
    "irish": (
        "Byrne", "Kinsella", "Moriarty", "Gallagher", "Halloran", "Tierney", "Costigan", "Brophy",
        "Lacey", "Devlin",
    ),
    "portuguese": (
        "Carvalho", "Teixeira", "Moura", "Figueiredo", "Barros", "Pinheiro", "Almada", "Queiroz",
        "Valadares", "Nogueira", "Serrano", "Brandão",
    ),
    "danish": (
        "Holm", "Lindqvist", "Østergaard", "Bruun", "Kjær", "Dahl", "Friis", "Møller", "Winther",
        "Bager",
    ),
    "american": (
        "Ortega", "Russo", "Marchand", "Tremblay", "Valdes", "Pappas", "Reyes", "Meyer", "Tran",
        "Fontaine", "Jefferson", "Kowalski", "Beaumont", "Haddad",
    ),
    "indian": (
        "Rao", "Menon", "Desai", "Nair", "Kapoor", "Bhatt", "Iyer", "Chaudhary", "Merchant",
        "Kulkarni", "Sethi", "Dutta",
    ),
    "singaporean": (
        "Tan", "Lim", "Goh", "Rahman", "Ng", "Pillai", "Koh", "Ismail", "Teo", "Chua",
    ),
    "italian": ("Marovelli", "Bassani", "Tosatti", "Perugio", "Lombardini", "Scarpelli"),
    "french": ("Marchais", "Delorme", "Vautrin", "Lacombe", "Pasquier", "Bellanger"),
    "japanese": ("Mori", "Hayashida", "Tachibana", "Kuroda", "Onishi", "Sakamaki"),
    "mexican": ("Zamora", "Arriaga", "Montes", "Quintero", "Olvera", "Cisneros"),
    "thai": ("Srisai", "Wongsa", "Chaiyo", "Phrom", "Suwan", "Rattana"),
    "lebanese": ("Khoury", "Saleh", "Mansour", "Aoun", "Daher", "Nassar"),
    "korean": ("Baek", "Ryu", "Seong", "Noh", "Hwang", "Min"),
}  # fmt: skip


# Whose kitchen it is, as a rule, wherever it stands.
COOKS = {
    "Italian": "italian", "Indian": "indian", "Japanese": "japanese", "French": "french",
    "Mexican": "mexican", "Thai": "thai", "Portuguese": "portuguese", "Nordic": "danish",
    "Lebanese": "lebanese", "Korean": "korean", "Brazilian": "portuguese",
}  # fmt: skip


def person_name(rng: np.random.Generator, people: str) -> tuple[str, str]:
    given, family = GIVEN[people], FAMILY[people]
    return given[int(rng.integers(len(given)))], family[int(rng.integers(len(family)))]


def restaurant_name(rng: np.random.Generator, *, cuisine: str, people: str) -> str:
    patterns = BY_CUISINE[cuisine] if rng.random() < 0.6 else ANYWHERE
    cook = COOKS.get(cuisine, people) if rng.random() < 0.8 else people
    given, family = person_name(rng, cook if cook in GIVEN else people)
    thing, other = rng.choice(len(THINGS), size=2, replace=False).tolist()
    return patterns[int(rng.integers(len(patterns)))].format(
        given=given,
        family=family,
        word=WORDS[int(rng.integers(len(WORDS)))],
        thing=THINGS[thing],
        other=THINGS[other],
        number=int(rng.integers(3, 99)),
    )


SPELT = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "'": "", "å": "aa"})


def address_part(text: str) -> str:
    """Return the name as it would stand in an e-mail address: `La Tasca` is `la-tasca`."""
    plain = unicodedata.normalize("NFKD", text.translate(SPELT))
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in plain.casefold()
                   if not unicodedata.combining(char))  # fmt: skip
    return "-".join(kept.split()) or "kitchen"
