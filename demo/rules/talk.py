"""What people say on the phone, in e-mails and at the back door: sentences of the trade."""

import numpy as np

PRODUCTS = (
    "oysters", "butter", "vine tomatoes", "burrata", "sea bass", "king prawns", "olive oil",
    "double cream", "eggs", "lamb shoulder", "asparagus", "mussels", "basil", "rib-eye",
    "baby spinach", "flour", "lemons", "duck legs", "mushrooms", "goat cheese",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
FILLS: dict[str, tuple[str, ...]] = {
    "product": PRODUCTS,
    "other": PRODUCTS[::-1],
    "day": DAYS,
    "number": ("2", "3", "4", "5", "6", "8", "10", "12"),
    "guests": ("60", "80", "110", "140", "180"),
    "hour": ("seven", "half past seven", "eight", "nine", "ten"),
    "month": ("next month", "in two weeks", "after the holidays", "from the first", "in spring"),
    "person": ("the chef", "the sous-chef", "the owner", "purchasing", "the floor manager"),
}
# To those who buy already.
ACCOUNT = (
    "{number} cases of {product} came in soft on {day}; credit note promised.",
    "Wants {product} every {day} from now on, {number} kg to start with.",
    "Van came after {hour} again. Needs delivery before prep starts.",
    "Menu changes {month}: no more {product}, {other} instead.",
    "Price of {product} is too high for them; asked for a fixed price for {number} weeks.",
    "Private party of {guests} on {day}; extra {product} and {other}.",
    "Very happy with the {product}. Asked who the grower is.",
    "Short on {product} since {day}; promised to check the stock and ring back.",
    "Quiet week, smaller order. Expects more {month}.",
    "Chef is away until {day}; {person} orders meanwhile.",
    "Will try {product} if we send a sample with the next van.",
    "Comparing our {product} with another supplier. We are within {number} per cent.",
    "Invoice had {number} boxes too many of {product}; accounts will correct it.",
    "Cold store is full, will order {product} after {day}.",
    "Asked for the list of {product} by origin for the new menu.",
    "Terrace opens {month}; more {product}, fewer roasts.",
    "Spoke to {person}: all fine, order comes through on {day} as usual.",
    "Complaint about crates of {product} left in the sun. Driver will ring the bell.",
    "Wants to split the delivery: fish on {day}, dry goods once a week.",
    "Good talk with {person}. Nothing open.",
    "Second kitchen opens {month}; wants the same terms there.",
    "Stopped buying {product} from us, found it cheaper. Would come back for a better price.",
    "Asked for smaller units of {product}, waste is a worry.",
    "Needs the {product} trimmed; will pay a little more for it.",
)  # fmt: skip
# To those who do not buy yet.
PROSPECT = (
    "Spoke to {person}. Happy with the supplier they have, but short on {product} at weekends.",
    "Buys {product} twice a week, about {number} cases. Asked for our price list.",
    "New menu {month}; would look at {product} then.",
    "Deliveries before {hour} are a must for them. We can do that.",
    "{person} decides, only in on {day}. Call then, before service.",
    "Liked the sample of {product}; wants to taste {other} as well.",
    "Bound to a contract for {number} more months. Open to {product} on the side.",
    "Price of {product} came up first. Sent the volume table.",
    "Had trouble with late {product} from the supplier they have. Interested.",
    "Wants two references from kitchens of their size.",
    "Minimum order is too high for them, asked for {number} deliveries a week.",
    "Agreed to meet on {day} at {hour}, {person} joins.",
    "Credit terms are the open point: they want {number} weeks.",
    "Opening {month}; needs a supplier for everything from {product} to {other}.",
)  # fmt: skip
MISSED = {
    "NO_ANSWER": (
        "Rang out.", "Nobody picked up, middle of prep.", "No answer, try before {hour}.",
        "Rang out twice.", "",
    ),
    "BUSY": ("Line busy.", "Engaged, delivery at the door.", ""),
    "LEFT_MESSAGE": (
        "Left word with {person}.", "Left a message about the {product}.",
        "Message on the machine: order closes on {day}.",
    ),
    "CALL_BACK": (
        "{person} is in a meeting, asked to ring again.", "In the middle of service; call back.",
        "Wants to look at stock first, call back later.",
    ),
    "WRONG_NUMBER": ("Number belongs to somebody else now.", "Wrong number, a private household."),
}  # fmt: skip
TOUCHES = {
    "EMAIL": (
        "Sent the price list for {product}.", "Answered the question about allergens in {product}.",
        "Sent the offer: {product} and {other}, fixed for {number} weeks.",
        "Confirmed the credit note for {product}.", "Sent delivery times for the bank holiday.",
        "Forwarded the origin papers for {product}.",
    ),
    "MEETING": (
        "Tasting with {person}: {product} good, {other} too mild.",
        "Went through the last quarter with {person}; agreed on {product} at a fixed price.",
        "Met {person} about the menu {month}.", "Talked delivery slots and crates with {person}.",
    ),
    "VISIT": (
        "Dropped by with samples of {product}.", "Looked at the cold store with {person}.",
        "Brought {number} boxes of {product} to try.", "Short visit before service, met {person}.",
    ),
    "MESSAGE": (
        "Confirmed the slot on {day} before {hour}.", "Sent a photo of the {product} that came in.",
        "{person} asked whether {product} can come on {day}. Yes.", "Reminder: orders close early.",
    ),
    "NOTE": (
        "Another supplier's van at the back door on {day}.",
        "Now {guests} seats after the rebuild.",
        "Prefers to be called before {hour}.", "Menu photo: lots of {product}, little {other}.",
        "{person} is new, came from a hotel kitchen.", "Closed for {number} days {month}.",
    ),
}  # fmt: skip
NEXT_STEPS = (
    "Send the new price list", "Bring samples of {product}", "Clear the credit note with accounts",
    "Ask logistics for delivery before {hour}", "Offer a fixed price for {product}",
    "Call {person} on {day}", "Send the list of growers", "Prepare terms for the second kitchen",
)  # fmt: skip
SNOOZES = ("Chef is away", "Closed for the holidays", "Asked for some quiet", "Kitchen rebuild")
LOST = {
    "PRICE": ("{number} per cent above what they pay now.", "Wants prices we cannot make."),
    "COMPETITOR": (
        "Signed with another supplier for a year.",
        "Stays with the supplier they have.",
    ),
    "NO_NEED": ("Central kitchen delivers everything.", "Buys at the market themselves."),
    "NO_ANSWER": ("Never reached {person}.", ""),
    "CLOSED": ("Closed for good.", "Sold; the new owner does not cook."),
    "OTHER": ("Too small for our minimum order.", "Wants cash on delivery only."),
    "UNSPECIFIED": ("",),
}
VARIANTS = 6


def said(sentences: tuple[str, ...], rng: np.random.Generator) -> str:
    """Return one of the sentences, with its blanks filled."""
    text = sentences[int(rng.integers(len(sentences)))]
    fills = {name: words[int(rng.integers(len(words)))] for name, words in FILLS.items()}
    filled = text.format(**fills)
    return filled[:1].upper() + filled[1:]


class Talk:
    """Many sentences made once, to be picked by number: `pools[kind]` is where each kind lies."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.texts: list[str] = []
        self.pools: dict[str, tuple[int, int]] = {}
        kinds = {"ACCOUNT": ACCOUNT, "PROSPECT": PROSPECT, "NEXT": NEXT_STEPS, **MISSED, **TOUCHES}
        for kind, sentences in kinds.items():
            start = len(self.texts)
            made = [said((one,), rng) for one in sentences for _ in range(VARIANTS)]
            self.texts += made
            self.pools[kind] = (start, len(self.texts))
        self.texts.append("")

    def pick(self, kind: str, rng: np.random.Generator, size: int) -> np.ndarray:
        """Return numbers of sentences of the kind."""
        return rng.integers(*self.pools[kind], size=size)
