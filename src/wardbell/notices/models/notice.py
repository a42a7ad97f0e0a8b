"""The notice, its areas, and the later facts that can raise its ceiling."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.dispatch.letters import Reach
from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.notices.models.conditions import (
    IS_SAID,
    PERSON,
    fact_follows_how_known,
    follows_how_known,
    is_another,
    is_of_the_city_or_verified,
    who_and_when,
)
from wardbell.notices.rules import (
    ALL_CLEAR,
    FOLLOWING,
    OFFICIAL_NOTICE,
    PREPAREDNESS,
    PUBLIC_VERSIONS,
    REPLACEMENTS,
    RUMOUR_CHECK,
    SINGLE_SIGNED_STATUSES,
    WITHDRAWAL,
    Agency,
    Answer,
    CityAnswer,
    HowKnown,
    Matter,
    NoticeAudience,
    RequestType,
    ShareableBecause,
    State,
    Status,
    WithdrawReason,
)


class Notice(models.Model):
    """What the city says, to the council or to the public: one row speaks to one of the two."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=40)
    of_kind = models.CharField(max_length=40)  # its own kind, or that of the notice which it follows
    matter = models.CharField(
        max_length=16, default=Matter.ENFORCEMENT, choices=[(one, one) for one in Matter]
    )
    audience = models.CharField(max_length=8, choices=[(one, one) for one in NoticeAudience])
    number = models.CharField(
        max_length=16, blank=True, default=""
    )  # as the city counts: "2026-114"; given when the draft is done
    code = models.CharField(max_length=12, blank=True, default="")  # short code of what the public may see
    state = models.CharField(max_length=12, choices=[(state, state) for state in State], default=State.DRAFT)
    exercise = models.BooleanField(default=False)
    about = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="public_versions"
    )  # the official notice whose facts a public version tells
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )  # what a correction or withdrawal takes back
    basis = models.ForeignKey(
        "Fact", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the later fact that raised the ceiling

    how_known = models.CharField(max_length=40, choices=[(one, one) for one in HowKnown])
    status = models.CharField(
        max_length=20, blank=True, default=Status.NOT_SAID, choices=[(one, one) for one in Status]
    )
    link = models.CharField(max_length=500, blank=True, default="")
    leave_from = models.CharField(
        max_length=24, blank=True, default="", choices=[(one, one) for one in Agency]
    )
    source_at = models.DateTimeField(null=True, blank=True)
    may_reach = models.PositiveSmallIntegerField(default=int(Reach.NOBODY))
    agents = models.CharField(max_length=12, blank=True, default="", choices=[(one, one) for one in Answer])
    civil = models.CharField(max_length=12, blank=True, default="", choices=[(one, one) for one in Answer])
    since_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=24, blank=True, default="")
    advice = models.CharField(max_length=24, blank=True, default="")
    help_at = models.CharField(max_length=300, blank=True, default="")  # codes of places, joined by commas
    agency = models.CharField(max_length=24, blank=True, default="", choices=[(one, one) for one in Agency])
    request_type = models.CharField(
        max_length=16, blank=True, default="", choices=[(one, one) for one in RequestType]
    )
    city_answer = models.CharField(
        max_length=20, blank=True, default="", choices=[(one, one) for one in CityAnswer]
    )
    reason = models.CharField(
        max_length=20, blank=True, default="", choices=[(one, one) for one in WithdrawReason]
    )
    free_text = models.CharField(max_length=600, blank=True, default="")
    warned = models.CharField(max_length=200, blank=True, default="")  # what its free text was warned of
    approved_because = models.CharField(
        max_length=500, blank=True, default=""
    )  # why it went out all the same

    shareable_at = models.DateTimeField(null=True, blank=True)
    shareable_because = models.CharField(
        max_length=24, blank=True, default="", choices=[(one, one) for one in ShareableBecause]
    )
    known_sealed = models.BinaryField(null=True, blank=True)  # earlier knowledge, until counsel releases it
    known_at = models.DateTimeField(null=True, blank=True)
    known_released_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="notices_written")
    office = models.ForeignKey(
        "people.Office", to_field="code", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(  # of the community, in the place of an office
        "people.Organization",
        to_field="code",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    on_behalf_of = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_back_at = models.DateTimeField(null=True, blank=True)
    approver = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="notices_approved"
    )
    single_signed = models.BooleanField(default=False)
    review_round = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True, blank=True)
    disputed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disputed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id kind of_kind matter audience number code state exercise about corrects basis how_known status link leave_from "
        "source_at may_reach agents civil since_at until_at cause advice help_at agency request_type city_answer reason free_text warned shareable_at "
        "shareable_because known_at known_released_by author office organization on_behalf_of read_back_at approver single_signed "
        "review_round begun_at published_at expires_at countersigned_by countersigned_at disputed_by disputed_at "
        "withdrawn_by withdrawn_at ended_by ended_at",
        private="approved_because",
        protected="known_sealed",
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["audience", "state", "published_at"], name="notices_said")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=follows_how_known(), name="notices_may_reach_follows_how_known"),
            models.CheckConstraint(
                condition=Q(office__isnull=False, organization__isnull=True)
                | Q(office__isnull=True, organization__isnull=False),
                name="notices_said_for_one",
            ),
            models.CheckConstraint(
                condition=is_of_the_city_or_verified(), name="notices_community_says_what_is_verified"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | Q(audience=NoticeAudience.PUBLIC, may_reach=int(Reach.PUBLIC))
                | Q(audience=NoticeAudience.COUNCIL, may_reach__gte=int(Reach.COUNCIL)),
                name="notices_reach_within_may_reach",
            ),
            models.CheckConstraint(
                condition=(~Q(kind=OFFICIAL_NOTICE) | Q(audience=NoticeAudience.COUNCIL))
                & (
                    ~Q(kind__in=[*PUBLIC_VERSIONS, ALL_CLEAR]) & ~Q(matter=Matter.CIVIC)
                    | Q(audience=NoticeAudience.PUBLIC)
                ),
                name="notices_kind_has_its_audience",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=FOLLOWING) | Q(kind=F("of_kind")))
                & (~Q(of_kind__in=[OFFICIAL_NOTICE, *PUBLIC_VERSIONS]) | ~Q(matter=Matter.CIVIC))
                & (
                    Q(of_kind=RUMOUR_CHECK, matter=Matter.RUMOUR_CHECK)
                    | ~Q(of_kind=RUMOUR_CHECK) & ~Q(matter=Matter.RUMOUR_CHECK)
                ),
                name="notices_kind_has_its_matter",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | (
                    (~Q(kind=PREPAREDNESS) | Q(status=Status.PUBLICLY_ANNOUNCED))
                    & (~Q(kind=RUMOUR_CHECK) | Q(status=Status.RUMOUR))
                    & (~Q(kind=ALL_CLEAR) | Q(status=Status.ENDED))
                ),
                name="notices_kind_has_its_status",
            ),
            models.CheckConstraint(
                condition=Q(matter=Matter.CIVIC) & Q(agents="", civil="", leave_from="")
                | ~Q(matter=Matter.CIVIC) & Q(until_at__isnull=True, cause="", advice="", help_at=""),
                name="notices_only_civic_has_until_and_advice",
            ),
            models.CheckConstraint(
                condition=~IS_SAID
                | (Q(approver__isnull=False) & ~Q(approver=F("author")))
                | (
                    Q(approver__isnull=True, single_signed=True, free_text="")
                    & Q(kind__in=[OFFICIAL_NOTICE, WITHDRAWAL])
                ),
                name="notices_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(single_signed=False)
                | Q(kind=OFFICIAL_NOTICE, free_text="", status__in=sorted(SINGLE_SIGNED_STATUSES))
                | (Q(kind=WITHDRAWAL, free_text="") & ~Q(reason="")),
                name="notices_single_signed_forms",
            ),
            models.CheckConstraint(
                condition=is_another("approver") & is_another("countersigned_by") & is_another("disputed_by"),
                name="notices_second_person_is_another",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True)
                | (~Q(on_behalf_of=F("author")) & (~IS_SAID | Q(read_back_at__isnull=False))),
                name="notices_on_behalf_of_another_and_read_back",
            ),
            models.CheckConstraint(
                condition=IS_SAID & Q(published_at__isnull=False, source_at__isnull=False) & ~Q(number="")
                | (~IS_SAID & Q(published_at__isnull=True)),
                name="notices_said_and_when",
            ),
            models.CheckConstraint(
                condition=~IS_SAID | (Q(shareable_at__isnull=False) & ~Q(shareable_because="")),
                name="notices_shareable_when_and_why",
            ),
            models.CheckConstraint(
                condition=who_and_when("countersigned")
                & who_and_when("disputed")
                & who_and_when("withdrawn")
                & who_and_when("ended"),
                name="notices_who_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.WITHDRAWN, withdrawn_at__isnull=False))
                | (Q(state=State.ENDED, withdrawn_at__isnull=True, ended_at__isnull=False))
                | (
                    Q(state__in=[State.DRAFT, State.IN_REVIEW, State.PUBLISHED])
                    & Q(withdrawn_at__isnull=True, ended_at__isnull=True)
                ),
                name="notices_state_has_its_mark",
            ),
            models.CheckConstraint(
                condition=Q(known_at__isnull=True, known_released_by__isnull=True)
                | Q(known_at__isnull=False, known_released_by__isnull=False),
                name="notices_known_released_by_and_when",
            ),
            models.CheckConstraint(
                condition=~IS_SAID
                | ~Q(how_known=HowKnown.PUBLIC_STATEMENT)
                | ~Q(link="") & Q(source_at__isnull=False),
                name="notices_public_statement_has_link_and_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.ONGOING, Status.ENDED]) | Q(since_at__isnull=True),
                name="notices_only_what_is_under_way_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(how_known=HowKnown.REQUEST, status="", agents="", civil="", link="", free_text="")
                & (~IS_SAID | ~Q(agency="") & ~Q(request_type="") & ~Q(city_answer=""))
                | (~Q(how_known=HowKnown.REQUEST) & Q(agency="", request_type="", city_answer="")),
                name="notices_request_tells_three_things",
            ),
            models.CheckConstraint(
                condition=Q(audience=NoticeAudience.PUBLIC) & ~Q(code="") & Q(free_text="")
                | Q(audience=NoticeAudience.COUNCIL, code=""),
                name="notices_public_has_a_code_and_no_free_text",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FOLLOWING, corrects__isnull=False)
                | (~Q(kind__in=FOLLOWING) & Q(corrects__isnull=True)),
                name="notices_correction_corrects_something",
            ),
            models.CheckConstraint(
                condition=(Q(kind=WITHDRAWAL) & ~Q(reason="")) | (~Q(kind=WITHDRAWAL) & Q(reason="")),
                name="notices_withdrawal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=(Q(warned="") | ~Q(free_text=""))
                & (~IS_SAID | Q(warned="", approved_because="") | ~Q(warned="") & ~Q(approved_because="")),
                name="notices_warned_and_approved_because",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="notices_code_once"),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number="") & Q(corrects__isnull=True),
                name="notices_number_once",
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(about__isnull=False, kind__in=PUBLIC_VERSIONS)
                & Q(state__in=[State.DRAFT, State.IN_REVIEW, State.PUBLISHED]),
                name="notices_one_public_version_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(kind__in=REPLACEMENTS, state__in=[State.DRAFT, State.IN_REVIEW]),
                name="notices_one_correction_in_the_making",
            ),
            models.UniqueConstraint(
                fields=["corrects", "reason"],
                condition=Q(kind=WITHDRAWAL),
                name="notices_withdrawn_once_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or self.id}"


class NoticeArea(models.Model):
    """One area that a notice tells of. A trigger keeps what is publicly announced to the whole city."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(public="id notice code position")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["notice", "code"], name="notices_area_once")]

    def __str__(self) -> str:
        return self.code


class Fact(models.Model):
    """A later fact with a source of its own, by which a notice may go further once a second person confirmed it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="facts")
    how_known = models.CharField(max_length=40, choices=[(one, one) for one in HowKnown])
    status = models.CharField(max_length=20, choices=[(one, one) for one in Status])
    link = models.CharField(max_length=500, blank=True, default="")
    leave_from = models.CharField(max_length=24, blank=True, default="")
    source_at = models.DateTimeField()
    may_reach = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id notice how_known status link leave_from source_at may_reach added_by added_at confirmed_by confirmed_at"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=fact_follows_how_known(), name="notices_fact_may_reach_follows_how_known"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("added_by")),
                name="notices_fact_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=who_and_when("confirmed"), name="notices_fact_confirmed_by_and_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how_known} about {self.notice_id}"
