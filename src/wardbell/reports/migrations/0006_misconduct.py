"""Who was treated badly has a lane of their own; what came so by the form of residents leaves the lane of abuse of the line."""

import wardbell.reports.rules.intake
from django.db import migrations, models


def sort_out(apps, schema_editor):
    Report, Incident = apps.get_model("reports", "Report"), apps.get_model("reports", "Incident")
    told = Report.objects.filter(kind="abuse", way="web")
    Incident.objects.filter(kind="abuse", id__in=list(told.values_list("incident_id", flat=True))).update(kind="misconduct")
    told.update(kind="misconduct")


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0005_pictures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='daycount',
            name='kind',
            field=models.CharField(choices=[(wardbell.reports.rules.intake.Kind['SIGHTING'], wardbell.reports.rules.intake.Kind['SIGHTING']), (wardbell.reports.rules.intake.Kind['DETAINED_RELATIVE'], wardbell.reports.rules.intake.Kind['DETAINED_RELATIVE']), (wardbell.reports.rules.intake.Kind['NEED_HELP'], wardbell.reports.rules.intake.Kind['NEED_HELP']), (wardbell.reports.rules.intake.Kind['QUESTION'], wardbell.reports.rules.intake.Kind['QUESTION']), (wardbell.reports.rules.intake.Kind['MISCONDUCT'], wardbell.reports.rules.intake.Kind['MISCONDUCT']), (wardbell.reports.rules.intake.Kind['ABUSE'], wardbell.reports.rules.intake.Kind['ABUSE']), (wardbell.reports.rules.intake.Kind['THREAT'], wardbell.reports.rules.intake.Kind['THREAT'])], max_length=20),
        ),
        migrations.AlterField(
            model_name='incident',
            name='kind',
            field=models.CharField(choices=[(wardbell.reports.rules.intake.Kind['SIGHTING'], wardbell.reports.rules.intake.Kind['SIGHTING']), (wardbell.reports.rules.intake.Kind['DETAINED_RELATIVE'], wardbell.reports.rules.intake.Kind['DETAINED_RELATIVE']), (wardbell.reports.rules.intake.Kind['NEED_HELP'], wardbell.reports.rules.intake.Kind['NEED_HELP']), (wardbell.reports.rules.intake.Kind['QUESTION'], wardbell.reports.rules.intake.Kind['QUESTION']), (wardbell.reports.rules.intake.Kind['MISCONDUCT'], wardbell.reports.rules.intake.Kind['MISCONDUCT']), (wardbell.reports.rules.intake.Kind['ABUSE'], wardbell.reports.rules.intake.Kind['ABUSE']), (wardbell.reports.rules.intake.Kind['THREAT'], wardbell.reports.rules.intake.Kind['THREAT'])], max_length=20),
        ),
        migrations.AlterField(
            model_name='report',
            name='kind',
            field=models.CharField(choices=[(wardbell.reports.rules.intake.Kind['SIGHTING'], wardbell.reports.rules.intake.Kind['SIGHTING']), (wardbell.reports.rules.intake.Kind['DETAINED_RELATIVE'], wardbell.reports.rules.intake.Kind['DETAINED_RELATIVE']), (wardbell.reports.rules.intake.Kind['NEED_HELP'], wardbell.reports.rules.intake.Kind['NEED_HELP']), (wardbell.reports.rules.intake.Kind['QUESTION'], wardbell.reports.rules.intake.Kind['QUESTION']), (wardbell.reports.rules.intake.Kind['MISCONDUCT'], wardbell.reports.rules.intake.Kind['MISCONDUCT']), (wardbell.reports.rules.intake.Kind['ABUSE'], wardbell.reports.rules.intake.Kind['ABUSE']), (wardbell.reports.rules.intake.Kind['THREAT'], wardbell.reports.rules.intake.Kind['THREAT'])], max_length=20),
        ),
        migrations.RunPython(sort_out, migrations.RunPython.noop),
    ]
