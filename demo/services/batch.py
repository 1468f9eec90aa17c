"""Some hundred restaurants on their way into the database, and what they have in common."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
import orjson
from django.db.models import Model

from call_planning.models import CallPlan, PlanStep
from call_planning.rules.working_days import WorkingCalendar
from call_planning.services.owners import calendar_of
from contact.models import Contact
from demo.rules.calendars import Calendars
from demo.rules.calling import Rhythm
from demo.rules.clocks import DAY, Clocks, Ints
from demo.rules.places import CITIES, ZONES
from demo.rules.rhythm import DAYS_BACK
from demo.rules.talk import Talk
from demo.services.bulk import next_id, stamps, write_columns, write_instances
from demo.services.people import Kam
from demo.services.restaurants import TIERS, Made
from events.models import Event
from files.models import FileChunk, LeadFile
from interaction_tracking.models import Interaction, Order, OrderLine
from leads.models import Lead, LeadStatusChange
from leads.rules.status import STAGES, StageType
from performance_tracking.models import AccountRhythm

NUMBERED: tuple[type[Model], ...] = (
    Lead, Contact, LeadStatusChange, Interaction, Order, OrderLine, CallPlan, PlanStep, Event,
    LeadFile, FileChunk,
)  # fmt: skip
MONDAY_TO_SATURDAY = frozenset(range(6))
DAYS_AHEAD = 60


class Ids:
    """The next free id of each table."""

    def __init__(self) -> None:
        self.free = {model: next_id(model) for model in NUMBERED}
        self.first = dict(self.free)

    def take(self, model: type[Model], count: int) -> Ints:
        first = self.free[model]
        self.free[model] = first + count
        return np.arange(first, first + count)


class World:
    """What all batches share: the moment, the people, the clocks, what is being said."""

    def __init__(
        self, rng: np.random.Generator, kams: list[Kam], *, now: int, detailed: bool, code: str
    ) -> None:
        self.rng, self.kams, self.now = rng, kams, now
        self.detailed, self.code = detailed, code
        self.since = now - DAYS_BACK * DAY
        self.talk, self.ids = Talk(rng), Ids()
        self.clocks = Clocks(ZONES, first=self.since - 30 * DAY, last=now + DAYS_AHEAD * DAY)
        days = {"first": self.since // DAY - 30, "last": now // DAY + DAYS_AHEAD}
        calendars = Calendars([calendar_of(kam.user) for kam in kams], **days)
        self.rhythm = Rhythm(self.clocks, calendars)
        markets = [WorkingCalendar(MONDAY_TO_SATURDAY, country=city.country) for city in CITIES]
        self.markets = Calendars(markets, **days)
        self.kam_number = {kam.user.pk: number for number, kam in enumerate(kams)}

    @property
    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now, UTC)


@dataclass
class Batch:
    """The restaurants of one batch, and for each array one entry a restaurant."""

    world: World
    made: list[Made]
    contacts: list[Contact]
    facts: list[tuple[int, tuple[Any, ...]]] = field(default_factory=list)
    kept: dict[type[Model], dict[str, Any]] = field(default_factory=dict)
    rhythms: list[AccountRhythm] = field(default_factory=list)
    files: list[LeadFile] = field(default_factory=list)
    chunks: list[FileChunk] = field(default_factory=list)

    def __post_init__(self) -> None:
        leads = [one.lead for one in self.made]
        self.pk = np.array([lead.pk for lead in leads])
        self.user = np.array([one.kam.user.pk for one in self.made])
        self.kam = np.array([self.world.kam_number[one.kam.user.pk] for one in self.made])
        self.zone = self.index_of([one.kam.user.timezone for one in self.made])
        self.there = self.index_of([one.city.zone for one in self.made])
        self.city = np.array([CITIES.index(one.city) for one in self.made])
        self.tier = np.array([TIERS.index(lead.tier) if lead.tier else 3 for lead in leads])
        kinds = [STAGES[lead.lead_status].type for lead in leads]
        self.won = np.array([kind == StageType.WON for kind in kinds])
        self.lost = np.array([kind == StageType.LOST for kind in kinds])
        self.born = np.array([seconds(lead.created_at) for lead in leads])
        self.moved = np.array([seconds(lead.status_changed_at) for lead in leads])
        self.converted = np.array([seconds(lead.converted_at) for lead in leads])
        self.people = np.array([one.people for one in self.made])
        homes = np.array([contact.restaurant_id for contact in self.contacts])
        self.first_contact = np.array([c.pk for c in self.contacts])[
            np.searchsorted(homes, self.pk)
        ]
        self.writes = np.zeros(len(leads), np.int64)  # on the lead, by plans and interactions
        self.touched = self.moved.copy()

    def index_of(self, zones: list[str]) -> Ints:
        return np.array([self.world.clocks.index[zone] for zone in zones])

    def wrote(self, who: Ints, at: Ints) -> None:
        """Count a write of the lead's row, as each service makes one."""
        np.add.at(self.writes, who, 1)
        np.maximum.at(self.touched, who, at)

    def tell(self, at: int, name: str, subject: str, pk: int, who: int, **data: Any) -> None:
        """Keep an event as `events.record` would have written it."""
        text = orjson.dumps(data, default=str).decode()
        by = int(self.user[who])
        self.facts.append((at, (name, subject, pk, int(self.pk[who]), by, text)))

    def keep(self, model: type[Model], rows: dict[str, Any]) -> None:
        """Hold the rows, by column, until `write`."""
        self.kept[model] = rows

    def keep_facts(self) -> None:
        """Keep the events, in the order in which they happened."""
        self.facts.sort(key=lambda fact: fact[0])
        names = ("name", "subject", "subject_id", "lead_id", "by_id", "data")
        columns = zip(*(row for _, row in self.facts), strict=True)
        rows: dict[str, Any] = {
            "id": self.world.ids.take(Event, len(self.facts)),
            **{name: list(column) for name, column in zip(names, columns, strict=True)},
            "at": stamps(np.array([at for at, _ in self.facts])),
        }
        self.keep(Event, rows)

    def write(self) -> None:
        """Write everything, what is pointed at first."""
        write_instances(Lead, [made.lead for made in self.made])
        write_instances(Contact, self.contacts)
        for model in NUMBERED[2:]:
            write_columns(model, self.kept.get(model, {}))
        write_instances(AccountRhythm, self.rhythms)
        write_instances(LeadFile, self.files)
        write_instances(FileChunk, self.chunks)


def seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def iso(second: int) -> str:
    """Return the moment as JSON keeps it."""
    return datetime.fromtimestamp(second, UTC).isoformat()
