"""Accounts, offices, organizations, roles, duty."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from wardbell.ground import ids
from wardbell.ground.data import Keep, classified
from wardbell.people.access import Told
from wardbell.people.rules import OfficeKind, Role

KEEP = (
    Keep(
        table="Account",
        days=None,
        because="Who spoke for the city is an official record; a deactivated account loses its ways in, not its name.",
    ),
    Keep(table="Office", days=None, because="The list of offices is public."),
    Keep(table="Organization", days=None, because="The list of partners is public."),
    Keep(table="Membership", days=None, because="Who held which role when is an official record."),
    Keep(table="Duty", days=None, because="Who was on call when is an official record."),
    Keep(table="PoolDuty", days=None, because="Who could approve when is an official record."),
    Keep(
        table="Warned",
        days=None,
        because="That somebody was told before an account was locked must be shown.",
    ),
    Keep(table="Proxy", days=None, because="Who stood in for whom is an official record."),
    Keep(
        table="NumberCheck",
        days=None,
        because="Whether an official's number was proved, and when, is part of the record of who could be reached.",
    ),
    Keep(table="Invitation", days=30, because="An unused invitation is of no use after it expired."),
    Keep(table="ApiToken", days=None, because="By which token somebody acted when is an official record."),
    Keep(table="KeptAnswer", days=1, because="Long enough for a program that heard no answer to ask again."),
)


class Account(AbstractBaseUser):
    """A person who signs in: staff of an office or of a partner organization, never a resident."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16, blank=True, default="")  # E.164
    language = models.CharField(max_length=12, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivated_by = models.CharField(max_length=200, blank=True, default="")
    locked_at = models.DateTimeField(null=True, blank=True)  # not used for too long; an administrator unlocks
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlocked_by = models.CharField(max_length=200, blank=True, default="")
    former_email = models.EmailField(
        blank=True, default=""
    )  # set when deactivated: frees the address for a successor

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = BaseUserManager()

    CLASSIFIED: ClassVar = classified(
        public="id name created_at is_active deactivated_at locked_at unlocked_at",
        private="email phone language last_login deactivated_by unlocked_by former_email",
        protected="password",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_active=True, deactivated_at__isnull=True, deactivated_by="", former_email="")
                | (Q(is_active=False, deactivated_at__isnull=False) & ~Q(deactivated_by="")),
                name="people_account_deactivated_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True, unlocked_by="")
                | (Q(unlocked_at__isnull=False) & ~Q(unlocked_by="")),
                name="people_account_unlocked_by_and_when",
            ),
            models.UniqueConstraint(
                fields=["phone"], condition=~Q(phone="") & Q(is_active=True), name="people_account_one_phone"
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="people_account_email_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A seat of the city."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    code = models.SlugField(max_length=40, unique=True)  # "ward-6", "mayor"
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict, blank=True)  # {language tag: name}, of those that have one
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in OfficeKind])
    ward = models.CharField(
        max_length=60, blank=True, default=""
    )  # area code, "ward:6"; outlives redistricting
    position = models.PositiveSmallIntegerField()  # in which order offices are listed
    phone = models.CharField(max_length=16, blank=True, default="")

    CLASSIFIED: ClassVar = classified(public="id code name names kind ward position phone")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind=OfficeKind.WARD) & ~Q(ward="")) | (~Q(kind=OfficeKind.WARD) & Q(ward="")),
                name="people_office_ward_offices_have_a_ward",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """A partner organization."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    does = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(public="id code name does")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody's role in one office or organization, for a time."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=16, choices=[(role, role) for role in Role])
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # when it is to end by itself
    ends_at = models.DateTimeField(null=True, blank=True)  # when it ended
    confirmed_at = models.DateTimeField(null=True, blank=True)  # in an access review, the last time
    confirmed_by = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id account office organization role starts_at until ends_at confirmed_at",
        private="confirmed_by",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(office__isnull=True, organization__isnull=False)
                | Q(office__isnull=False, organization__isnull=True),
                name="people_membership_office_or_organization",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="people_membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("starts_at")),
                name="people_membership_until_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="people_membership_confirmed_by_and_when",
            ),
            models.UniqueConstraint(
                fields=["account", "office", "role"],
                condition=Q(ends_at__isnull=True, office__isnull=False),
                name="people_membership_once_in_an_office",
            ),
            models.UniqueConstraint(
                fields=["account", "organization", "role"],
                condition=Q(ends_at__isnull=True, organization__isnull=False),
                name="people_membership_once_in_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.office_id or self.organization_id}"


class Duty(models.Model):
    """Who is on call for an office, from when to when."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="duties")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="duties")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id office account starts_at ends_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="people_duty_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.starts_at:%Y-%m-%d %H:%M}"


class PoolDuty(models.Model):
    """Who stands in the approver pool, from when to when; asked in order of position."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pool_duties")
    position = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id account position starts_at ends_at")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="people_pool_duty_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.starts_at:%Y-%m-%d %H:%M}"


class Proxy(models.Model):
    """Who is asked in somebody's place, from when to when: in one office or, without one, in the approver pool."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stand_in = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id account office stand_in starts_at ends_at")

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="people_proxy_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(stand_in=F("account")), name="people_proxy_is_another"),
        ]

    def __str__(self) -> str:
        return f"proxy from {self.starts_at:%Y-%m-%d %H:%M}"


class NumberCheck(models.Model):
    """Whether somebody answers at their telephone number, proved by a code that was sent there; another number needs another proof."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="number_checks")
    phone = models.CharField(max_length=16)  # E.164, as it was when the code was sent
    code_hash = models.BinaryField(max_length=32)
    n_asked = models.PositiveSmallIntegerField(default=1)  # how many codes were sent; the newest counts
    n_tries = models.PositiveSmallIntegerField(default=0)  # of the newest code
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id account n_asked asked_at confirmed_at", private="phone n_tries", protected="code_hash"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "phone"], name="people_number_one_check_each"),
            models.CheckConstraint(condition=~Q(phone=""), name="people_number_check_has_a_number"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("asked_at")),
                name="people_number_confirmed_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"number of {self.account_id}"


class Warned(models.Model):
    """That somebody was told, once, what will become of their account or their roles."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="warnings")
    warning = models.CharField(max_length=12, choices=[(one, one) for one in Told])
    since = models.DateTimeField()  # of what it is about: the last sign-in, or since when a role is overdue
    told_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(private="id account warning since told_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "warning", "since"], name="people_warned_once")
        ]

    def __str__(self) -> str:
        return f"{self.warning} {self.account_id}"


class Invitation(models.Model):
    """A way in for one person, once; only a hash of its token is kept.

    With `account` it is a way back in for somebody who lost their device; without, it makes an account with one role.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16, blank=True, default="")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=16, choices=[(role, role) for role in Role], blank=True, default="")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invited_by = models.CharField(max_length=200)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    CLASSIFIED: ClassVar = classified(
        public="id office organization role account invited_at expires_at accepted_at accepted_by",
        private="email name phone invited_by",
        protected="token_hash",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="people_invitation_accepted_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False, office__isnull=True, organization__isnull=True, role="")
                | (Q(account__isnull=True, office__isnull=True, organization__isnull=False) & ~Q(role=""))
                | (Q(account__isnull=True, office__isnull=False, organization__isnull=True) & ~Q(role="")),
                name="people_invitation_role_in_one_place_or_way_back",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class ApiToken(models.Model):
    """What a program shows instead of its person: one role in one place, until a day; only a hash of it is kept."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)  # what it is for, in its person's words
    role = models.CharField(max_length=16, choices=[(role, role) for role in Role])
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)  # to the hour
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id account role office organization made_at expires_at revoked_at",
        private="name used_at revoked_by",
        protected="token_hash",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(office__isnull=True, organization__isnull=False)
                | Q(office__isnull=False, organization__isnull=True),
                name="people_token_office_or_organization",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="people_token_ends_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="people_token_revoked_by_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.id}"


class KeptAnswer(models.Model):
    """What a program was answered, so that a call made twice is done once; written in the transaction of the call."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="+")
    key_hash = models.BinaryField(max_length=32)
    call_hash = models.BinaryField(max_length=32)  # keyed hash of method, address and body
    kept_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)  # None while the call is being done
    sealed = models.BinaryField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        private="id token kept_at status sealed", protected="key_hash call_hash"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key_hash"], name="people_kept_answer_one_for_a_key"),
            models.CheckConstraint(
                condition=Q(status__isnull=True, sealed__isnull=True)
                | Q(status__isnull=False, sealed__isnull=False),
                name="people_kept_answer_status_and_body",
            ),
        ]

    def __str__(self) -> str:
        return f"kept answer {self.id}"
