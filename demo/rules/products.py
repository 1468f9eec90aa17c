"""What the invented company sells, and who likes what."""

from typing import NamedTuple

import numpy as np

from demo.rules.clocks import Floats, Ints

USUAL = 12


class Product(NamedTuple):
    sku: str
    name: str
    unit: str
    cents: int
    family: str


FAMILIES = {
    "DA": (
        ("Butter block", "kg", 890), ("Double cream", "l", 460), ("Crème fraîche", "kg", 520),
        ("Whole milk", "l", 120), ("Greek yoghurt", "kg", 410), ("Free-range eggs", "tray", 680),
        ("Burrata", "kg", 1420), ("Buffalo mozzarella", "kg", 1180),
        ("Hard cheese 24 m", "kg", 2150),
        ("Goat cheese log", "kg", 1340),
        ("Mature cheddar", "kg", 980), ("Paneer", "kg", 790),
    ),
    "VE": (
        ("Vine tomatoes", "kg", 320), ("Cherry tomatoes", "kg", 440), ("Little gem", "case", 950),
        ("Rocket", "kg", 860), ("Baby spinach", "kg", 740), ("Red onions", "kg", 130),
        ("Shallots", "kg", 340), ("Garlic", "kg", 620), ("Potatoes", "sack", 1300),
        ("Sweet potatoes", "kg", 210), ("Fennel", "kg", 310), ("Aubergine", "kg", 290),
        ("Courgette", "kg", 240), ("Mixed peppers", "kg", 330), ("Button mushrooms", "kg", 420),
        ("Oyster mushrooms", "kg", 940), ("Asparagus", "kg", 990), ("Pak choi", "case", 1120),
    ),
    "HE": (
        ("Basil", "bunch", 140), ("Coriander", "bunch", 110), ("Flat parsley", "bunch", 100),
        ("Mint", "bunch", 120), ("Ginger", "kg", 480), ("Bird's eye chillies", "kg", 790),
        ("Lemongrass", "bunch", 160),
    ),
    "FR": (
        ("Lemons", "kg", 260), ("Limes", "kg", 340), ("Oranges", "kg", 190),
        ("Mixed berries", "kg", 1240), ("Mangoes", "case", 1550), ("Avocado", "case", 1890),
    ),
    "FI": (
        ("Rock oysters", "dozen", 1600), ("Sea bass fillet", "kg", 2350),
        ("Salmon side", "kg", 1870),
        ("Cod loin", "kg", 2190), ("King prawns", "kg", 2480), ("Mussels", "kg", 640),
        ("Squid", "kg", 1390), ("Salt cod", "kg", 1720),
    ),
    "ME": (
        ("Chicken breast", "kg", 820), ("Chicken thigh", "kg", 610), ("Duck leg", "kg", 970),
        ("Lamb shoulder", "kg", 1380), ("Beef short rib", "kg", 1590), ("Rib-eye", "kg", 2850),
        ("Pork belly", "kg", 880), ("Cured ham", "kg", 2420), ("Chorizo", "kg", 1310),
    ),
    "DR": (
        ("Extra virgin olive oil", "l", 940), ("Rapeseed oil", "l", 310),
        ("Sherry vinegar", "l", 630),
        ("Basmati rice", "sack", 2700), ("Arborio rice", "kg", 390), ("Flour 00", "sack", 1950),
        ("Bread flour", "sack", 1650), ("Spaghetti", "kg", 280), ("Rigatoni", "kg", 290),
        ("Dried chickpeas", "kg", 270), ("Red lentils", "kg", 250), ("Plum tomatoes", "tin", 360),
        ("Coconut milk", "tin", 220), ("Soy sauce", "l", 450), ("White miso", "kg", 870),
        ("Tahini", "kg", 780), ("Caster sugar", "kg", 160), ("Sea salt flakes", "kg", 920),
        ("Black pepper", "kg", 1450), ("Dark chocolate 70%", "kg", 1290),
        ("Filter coffee", "kg", 1680),
    ),
}  # fmt: skip
PRODUCTS = tuple(
    Product(f"{family}-{100 + number}", name, unit, cents, family)
    for family, products in FAMILIES.items()
    for number, (name, unit, cents) in enumerate(products, 1)
)
LIKED = {
    "Italian": "DA VE DR",
    "Trattoria": "DA VE DR",
    "Indian": "HE DR ME",
    "Japanese": "FI DR VE",
    "French": "DA ME FI",
    "Mexican": "FR ME HE",
    "Seafood": "FI FR HE",
    "Vegetarian": "VE HE DR",
    "Steakhouse": "ME VE DA",
    "Thai": "HE FI DR",
    "Portuguese": "FI ME DR",
    "Nordic": "FI DA VE",
    "Lebanese": "HE DR ME",
    "Korean": "ME VE DR",
    "Brazilian": "ME FR DR",
    "Café": "DA DR FR",
    "Modern": "VE FI ME",
}
LIKING = 5.0


def usual_products(cuisines: list[str], rng: np.random.Generator) -> Ints:
    """Return the indexes of the products each account buys, one row an account."""
    weights = np.stack([weights_of(cuisine) for cuisine in cuisines])
    drawn = rng.random(weights.shape) ** (1 / weights)
    return np.argsort(-drawn, axis=1)[:, :USUAL]


def weights_of(cuisine: str) -> Floats:
    liked = LIKED.get(cuisine, "").split()
    return np.array([LIKING if product.family in liked else 1.0 for product in PRODUCTS])
