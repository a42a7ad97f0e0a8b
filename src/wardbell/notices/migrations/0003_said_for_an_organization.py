"""An organization of the community may say what is verified, in the place of an office.

SQLite makes the table anew and would lose the guards that stand at it, those of other rooms too: they are set aside and put back.
"""

import django.db.models.deletion
import wardbell.notices.rules.life
import wardbell.notices.rules.reach
from django.conf import settings
from django.db import migrations, models

_TO_GUARD = "OLD.office_id {different} NEW.office_id"
_AND = "OLD.organization_id {different} NEW.organization_id"
_ASIDE = []


def set_aside(apps, schema_editor):
    """Takes down every guard that names the table of notices."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%notices_notice%' ORDER BY name"
        )
        _ASIDE[:] = cursor.fetchall()
    for name, _ in _ASIDE:
        schema_editor.execute(f'DROP TRIGGER "{name}"')


def put_back(apps, schema_editor):
    """Puts them back; what was said stays said for whom it was said."""
    if schema_editor.connection.vendor == "sqlite":
        for _, statement in _ASIDE:
            schema_editor.execute(_with_organization(statement, "IS NOT"))
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('notices_guard_notice'::regproc)")
        [(statement,)] = cursor.fetchall()
    schema_editor.execute(_with_organization(statement, "IS DISTINCT FROM"), params=None)


def _with_organization(statement, different):
    before = _TO_GUARD.format(different=different)
    return statement.replace(before, f"{before} OR {_AND.format(different=different)}")


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_guards'),
        ('people', '0007_community_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(set_aside, migrations.RunPython.noop),
        migrations.AddField(
            model_name='notice',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization', to_field='code'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='office',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.office', to_field='code'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('office__isnull', False), ('organization__isnull', True)), models.Q(('office__isnull', True), ('organization__isnull', False)), _connector='OR'), name='notices_said_for_one'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('organization__isnull', True), models.Q(('audience', wardbell.notices.rules.life.NoticeAudience['PUBLIC']), ('on_behalf_of__isnull', True), models.Q(('how_known', wardbell.notices.rules.reach.HowKnown['VERIFIED_REPORT']), models.Q(('how_known', wardbell.notices.rules.reach.HowKnown['PUBLIC_STATEMENT']), ('matter', wardbell.notices.rules.reach.Matter['RUMOUR_CHECK'])), _connector='OR')), _connector='OR'), name='notices_community_says_what_is_verified'),
        ),
        migrations.RunPython(put_back, migrations.RunPython.noop),
    ]
