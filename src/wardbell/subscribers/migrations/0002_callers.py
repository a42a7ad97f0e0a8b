"""Reply handles for callers: with a purpose of a closed list, and never for longer than a week."""

from django.db import migrations, models
from django.db.models import F, Q

_TOO_LONG_SQLITE = "julianday(NEW.expires_at) - julianday(NEW.made_at) > 7.00001"  # a second's rounding
_SQLITE = [
    f"""CREATE TRIGGER subscribers_handle_a_week_at_most_{event.split()[0].lower()} BEFORE {event} ON subscribers_replyhandle
        WHEN {_TOO_LONG_SQLITE} BEGIN SELECT RAISE(ABORT, 'subscribers_handle_a_week_at_most'); END"""
    for event in ("INSERT", "UPDATE OF made_at, expires_at")
]
_POSTGRES = [
    """ALTER TABLE subscribers_replyhandle ADD CONSTRAINT subscribers_handle_a_week_at_most
       CHECK (expires_at <= made_at + interval '7 days')"""
]


def made_when_it_expires(apps, schema_editor):
    """What is there lives a day and goes within one; when it was made is not known."""
    apps.get_model("subscribers", "ReplyHandle").objects.update(made_at=F("expires_at"))


def guard(apps, schema_editor):
    for statement in _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("subscribers", "0001_initial")]
    operations = [
        migrations.AddField("replyhandle", "made_at", models.DateTimeField(null=True)),
        migrations.RunPython(made_when_it_expires, migrations.RunPython.noop),
        migrations.AlterField("replyhandle", "made_at", models.DateTimeField()),
        migrations.AddConstraint(
            "replyhandle",
            models.CheckConstraint(
                condition=Q(purpose__in=["answer", "caller"]), name="subscribers_handle_has_a_purpose"
            ),
        ),
        migrations.AddConstraint(
            "replyhandle",
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("made_at")), name="subscribers_handle_expires_later"
            ),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
