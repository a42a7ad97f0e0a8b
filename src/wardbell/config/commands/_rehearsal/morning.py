"""The morning itself, from the first word to the withdrawal, played through the pages and the phones of the city."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from wardbell.config.commands._rehearsal import officials, residents
from wardbell.config.commands._rehearsal.cast import Official
from wardbell.config.commands._rehearsal.faults import StoryFault
from wardbell.config.commands._rehearsal.offices import Manner, Offices, Told, manners
from wardbell.config.commands._rehearsal.officials import PublicVersion
from wardbell.config.commands._rehearsal.plan import ReaderPlan, Send, is_for
from wardbell.config.commands._rehearsal.public_eye import PublicEye
from wardbell.config.commands._rehearsal.stage import Stage
from wardbell.ground import clock

WARDS = ("ward:6", "ward:7")  #: what happens lies on their border
WRONG_WARD = ("ward:11",)
#: what readers chose; everybody hears at least one of the two bulletins
AREAS = (
    *[("ward:6",)] * 5,
    *[("ward:7",)] * 5,
    *[("city",)] * 4,
    *[("ward:11",)] * 4,
    ("ward:6", "ward:7"),
    ("ward:7", "ward:11"),
)
COUNCIL_PAUSE_S = (20, 60)
#: seconds of the story until everything that may leave has left, counted from the moment it may
LAST_READER_S = 2_400.0


@dataclass(frozen=True, kw_only=True)
class Cue:
    """The readers whom the story needs by name."""

    stopper: ReaderPlan | None  #: hears the first bulletin, and then wants no more
    checker: ReaderPlan | None  #: asks whether the message is genuine
    newcomer: str  #: a number that signs up by text


@dataclass(kw_only=True)
class Played:
    """What happened, as far as it is needed to judge."""

    told: Told
    first: PublicVersion
    wrong: PublicVersion
    approved_at: datetime
    decided_at: datetime
    withdrawal_code: str
    wrote: frozenset[str] = field(repr=False)  #: addresses of those who wrote and were answered
    audiences: list[tuple[Send, list[ReaderPlan]]]


class Morning:
    """One morning on one stage, for the readers of a plan."""

    def __init__(self, stage: Stage, readers: list[ReaderPlan], cue: Cue) -> None:
        self._stage, self._readers, self._cue = stage, readers, cue
        self._offices = Offices(stage)
        self._eye = PublicEye(stage)
        self._reviewed: set[str] = set()  # links that were used before

    @property
    def eye(self) -> PublicEye:
        """Returns what was seen of the public pages."""
        return self._eye

    def arrive(self) -> None:
        """Signs in whoever will act at a page; before five, so that the story's clock measures the morning alone."""
        cast = self._stage.cast
        aides = [cast.seat(ward).aide for ward in (*WARDS, *WRONG_WARD)]
        inboxes = [
            seat.aide for seat in cast.seats if manners(self._stage, silent=True)[seat.office] == Manner.INBOX
        ]
        for who in dict.fromkeys([cast.chief, cast.mayor, *cast.approvers[:2], *aides, *inboxes]):
            self._stage.enter(who)
        self._eye.look("before five")

    def play(self) -> Played:
        """Plays it.

        Raises:
            StoryFault: something that the story needs did not happen.
            PageFault: a page was not as it should be.
        """
        try:
            return self._play()
        finally:
            self._offices.close()

    def _play(self) -> Played:
        stage, cast = self._stage, self._stage.cast
        officials.end_at_once(stage, cast.chief, how_known="police_or_federal_system")
        told = officials.say_it(stage, cast.chief, wards=WARDS)
        stage.say(f"The chief's designee has said it: notice {told.number}.")
        self._offices.answer(told, manners(stage, silent=True))
        officials.countersign(stage, cast.mayor, told)
        first, approved_at = self._publish(told, cast.chief, patient=True)
        self._relay(first, WARDS)
        audiences = [self._heard(first, WARDS, self._readers)]
        residents.ask_and_stop(stage, self._cue.checker, self._cue.stopper, code=first.code)
        newcomer = residents.sign_up_by_text(stage, self._cue.newcomer)
        remaining = [one for one in self._readers if one is not self._cue.stopper] + [newcomer]
        mistaken = officials.say_it(stage, cast.mayor, wards=WRONG_WARD)
        stage.say(f"The mayor's designee has said what is wrong: notice {mistaken.number}.")
        self._offices.answer(mistaken, manners(stage, silent=False))
        wrong, _ = self._publish(mistaken, cast.mayor, patient=False)
        self._relay(wrong, WRONG_WARD)
        audiences.append(self._heard(wrong, WRONG_WARD, remaining, is_taken_back=True))
        decided_at, code = self._withdraw(wrong)
        audiences.append((Send(code=code, areas=WRONG_WARD), audiences[-1][1]))
        self._await(audiences[-1])
        self._offices.wait()
        self._eye.look("after the withdrawal")
        return Played(
            told=told, first=first, wrong=wrong, approved_at=approved_at, decided_at=decided_at,
            withdrawal_code=code, audiences=audiences, wrote=frozenset(self._writers()),
        )  # fmt: skip

    def _writers(self) -> list[str]:
        known = [one.address for one in (self._cue.checker, self._cue.stopper) if one is not None]
        return [*known, self._cue.newcomer]

    def _publish(self, told: Told, author: Official, *, patient: bool) -> tuple[PublicVersion, datetime]:
        """Has the public version drafted and approved; with `patient` the first of the pool does not answer, and the second is asked."""
        stage, (one, two, *_) = self._stage, self._stage.cast.approvers
        officials.draft_public(stage, author, told)
        approver = two if patient else one
        link = stage.read_link(approver, "/official/review/", seen=self._reviewed)
        self._reviewed.add(link)
        version = officials.read_for_approval(stage, approver, link)
        self._eye.look_for_unpublished(version.code)
        at = officials.approve(stage, approver, link)
        self._eye.approve(version)
        stage.say(f"{approver.name} has approved {version.code}.")
        return version, at

    def _relay(self, version: PublicVersion, wards: tuple[str, ...]) -> None:
        """Lets the offices pass it on, all at the same time: none knows of the other."""

        def pass_on(ward: str) -> None:
            officials.relay(self._stage, self._stage.cast.seat(ward).aide, version)
            self._stage.say(f"{ward} has told its readers.")

        with ThreadPoolExecutor(len(wards)) as threads:
            list(threads.map(pass_on, wards))

    def _heard(
        self,
        version: PublicVersion,
        areas: tuple[str, ...],
        among: list[ReaderPlan],
        *,
        is_taken_back: bool = False,
    ) -> tuple[Send, list[ReaderPlan]]:
        """Waits until whoever is to hear it at once has heard it, and returns who is to hear it at all."""
        send = Send(code=version.code, areas=areas, is_taken_back=is_taken_back)
        audience = (send, [one for one in among if is_for(one, send)])
        self._await(audience)
        self._eye.look(f"after {version.code}")
        return audience

    def _await(self, audience: tuple[Send, list[ReaderPlan]]) -> None:
        """Waits for the last reader not held; whoever is missing then is counted at the end."""
        send, meant = audience
        waiting = {one.address for one in meant if one.before_eight and not one.refuses}

        def all_heard() -> bool:
            waiting.difference_update([a for a in waiting if self._has(a, send.code)])
            return not waiting

        is_complete = self._stage.mailroom.wait_until_true(all_heard, seconds=LAST_READER_S)
        self._stage.say(
            f"{send.code} has reached {'everybody' if is_complete else f'all but {len(waiting)}'} who is awake."
        )

    def _has(self, address: str, code: str) -> bool:
        return any(code in one.body for one in self._stage.mailroom.to(address))

    def _withdraw(self, wrong: PublicVersion) -> tuple[datetime, str]:
        stage = self._stage
        decided_at = officials.withdraw(stage, stage.cast.chief, wrong)
        stage.say(
            f"{wrong.code} was wrong: the chief's designee takes it back at {clock.now():%H:%M:%S} UTC."
        )
        code = self._eye.code_that_replaces(wrong.code)
        if not code:
            raise StoryFault(f"The page of {wrong.code} does not say what took its place.")
        self._eye.withdraw(code)
        return decided_at, code
