"""The people at the invented restaurants."""

from datetime import timedelta

import numpy as np

from contact.models import Contact
from contact.rules import Channel
from contact.services.writing import derive_keys
from demo.rules.names import address_part, person_name
from demo.rules.places import digits_in, e164_of
from demo.services.restaurants import Made, finish

COUNTS = np.array([0.34, 0.36, 0.2, 0.1])
ROLES = (
    ("OWNER", "Owner", "DECIDES"),
    ("CHEF", "Head chef", "INFLUENCES"),
    ("PURCHASING", "Purchasing", "DECIDES"),
    ("GENERAL_MANAGER", "General manager", "DECIDES"),
    ("ACCOUNTS", "Accounts", "USES"),
    ("OUTLET_MANAGER", "Floor manager", "INFLUENCES"),
    ("INVENTORY", "Stock keeper", "USES"),
    ("DELIVERY", "Goods in", "USES"),
)
LEADING = 4  # the first of a restaurant is somebody with a say
LANGUAGES = {"PT": "pt", "BR": "pt-BR", "DK": "da"}
LEFT = 0.1
CHANNELS = Channel.values


def people_of(made: Made, rng: np.random.Generator, *, first_pk: int) -> list[Contact]:
    """Return one to four people; the first is the primary one, who left come last."""
    lead = made.lead
    count = 1 + int(rng.choice(4, p=COUNTS))
    roles = [int(rng.integers(LEADING)), *rng.choice(len(ROLES), size=3, replace=False).tolist()]
    contacts = [
        person(made, rng, pk=first_pk + number, role=roles[number]) for number in range(count)
    ]
    contacts[0].is_primary = True
    made.people = count
    if count > 1 and rng.random() < LEFT * count:
        days = int(rng.integers(5, 200))
        contacts[-1].left_on = max(lead.created_at, lead.status_changed_at).date() - timedelta(days)
        contacts[-1].left_on = max(contacts[-1].left_on, lead.created_at.date())
        made.people -= 1
    finish(made, contacts[0].name)
    return contacts


def person(made: Made, rng: np.random.Generator, *, pk: int, role: int) -> Contact:
    lead, (given, family) = made.lead, person_name(rng, made.city.people)
    code, title, decides = ROLES[role]
    phone = digits_in(made.city.phone, rng)
    house = lead.email.partition("@")[2]
    contact = Contact(
        pk=pk,
        restaurant=lead,
        name=f"{given} {family}",
        role=title,
        role_code=code,
        decision_role=decides,
        email=f"{address_part(given)}.{address_part(family)}@{house}",
        phone=phone,
        phone_e164=e164_of(phone),
        preferred_channel=CHANNELS[int(rng.choice(4, p=[0.55, 0.2, 0.2, 0.05]))],
        language=LANGUAGES.get(lead.country, "en"),
        created_at=lead.created_at,
        updated_at=lead.created_at,
    )
    derive_keys(contact)
    return contact
