"""What an organization tells as verified rests on an incident behind which somebody stands: without one it is not published."""

from django.db import migrations

_BARE = """NEW.state = 'published' AND OLD.state <> 'published' AND NEW.organization_id IS NOT NULL
    AND NEW.how_known = 'verified_report' AND NEW.kind <> 'withdrawal'
    AND NOT EXISTS (SELECT 1 FROM reports_basis b WHERE b.notice_id = NEW.id)"""


def sqlite():
    yield f"""CREATE TRIGGER reports_community_notice_has_a_basis BEFORE UPDATE OF state ON notices_notice
        WHEN {_BARE} BEGIN SELECT RAISE(ABORT, 'reports_community_notice_has_a_basis'); END"""
    yield """CREATE TRIGGER reports_community_notice_begins_unsaid BEFORE INSERT ON notices_notice
        WHEN NEW.organization_id IS NOT NULL AND NEW.kind <> 'withdrawal' AND NEW.state <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'reports_community_notice_has_a_basis'); END"""
    yield """CREATE TRIGGER reports_basis_stays BEFORE DELETE ON reports_basis
        WHEN EXISTS (SELECT 1 FROM notices_notice n WHERE n.id = OLD.notice_id
                     AND n.state IN ('published', 'withdrawn', 'ended'))
        BEGIN SELECT RAISE(ABORT, 'reports_basis_stays'); END"""


def postgresql():
    yield f"""CREATE FUNCTION reports_guard_community_notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.organization_id IS NOT NULL AND NEW.kind <> 'withdrawal' AND NEW.state <> 'draft' THEN
                RAISE EXCEPTION 'reports_community_notice_has_a_basis' USING ERRCODE = 'check_violation';
            END IF;
        ELSIF {_BARE} THEN
            RAISE EXCEPTION 'reports_community_notice_has_a_basis' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER reports_community_notice_has_a_basis BEFORE INSERT OR UPDATE OF state ON notices_notice
        FOR EACH ROW EXECUTE FUNCTION reports_guard_community_notice()"""
    yield """CREATE FUNCTION reports_guard_basis_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM notices_notice n WHERE n.id = OLD.notice_id
                   AND n.state IN ('published', 'withdrawn', 'ended')) THEN
            RAISE EXCEPTION 'reports_basis_stays' USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD; END $$"""
    yield """CREATE TRIGGER reports_basis_stays BEFORE DELETE ON reports_basis
        FOR EACH ROW EXECUTE FUNCTION reports_guard_basis_stays()"""


def guard(apps, schema_editor):
    for statement in postgresql() if schema_editor.connection.vendor == "postgresql" else sqlite():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_guards"), ("notices", "0003_said_for_an_organization")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
