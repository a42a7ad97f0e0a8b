"""What a single row's constraint cannot hold: a level changes beside its rung alone, and no notice is made of what nobody stands behind."""

from django.db import migrations

PUBLISHABLE = "('confirmed_community', 'confirmed_official', 'not_immigration', 'ended')"

_RUNG = """EXISTS (SELECT 1 FROM reports_rung r WHERE r.incident_id = NEW.id AND r.number = NEW.n_rungs
    AND r.before = OLD.level AND r.after = NEW.level)"""
_STANDS = f"""EXISTS (SELECT 1 FROM reports_incident i WHERE i.id = NEW.incident_id
    AND i.verified_at IS NOT NULL AND i.level IN {PUBLISHABLE})"""
_FALLEN = f"""EXISTS (SELECT 1 FROM reports_basis b JOIN reports_incident i ON i.id = b.incident_id
    WHERE b.notice_id = NEW.id AND (i.verified_at IS NULL OR i.level NOT IN {PUBLISHABLE}))"""


def sqlite():
    yield f"""CREATE TRIGGER reports_level_by_a_rung BEFORE UPDATE OF level ON reports_incident
        WHEN OLD.level <> NEW.level AND (NEW.n_rungs <> OLD.n_rungs + 1 OR NOT {_RUNG})
        BEGIN SELECT RAISE(ABORT, 'reports_level_by_a_rung'); END"""
    yield """CREATE TRIGGER reports_incident_begins_received BEFORE INSERT ON reports_incident
        WHEN NEW.level <> 'received' BEGIN SELECT RAISE(ABORT, 'reports_level_by_a_rung'); END"""
    for event in ("INSERT", "UPDATE"):
        yield f"""CREATE TRIGGER reports_basis_stands_{event.lower()} BEFORE {event} ON reports_basis
            WHEN NOT {_STANDS} BEGIN SELECT RAISE(ABORT, 'reports_basis_stands'); END"""
    yield f"""CREATE TRIGGER reports_notice_has_a_basis BEFORE UPDATE OF state ON notices_notice
        WHEN NEW.state = 'published' AND OLD.state <> 'published' AND {_FALLEN}
        BEGIN SELECT RAISE(ABORT, 'reports_notice_has_a_basis'); END"""


def postgresql():
    yield f"""CREATE FUNCTION reports_guard_incident() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.level <> 'received' THEN
                RAISE EXCEPTION 'reports_level_by_a_rung' USING ERRCODE = 'check_violation';
            END IF;
        ELSIF OLD.level <> NEW.level AND (NEW.n_rungs <> OLD.n_rungs + 1 OR NOT {_RUNG}) THEN
            RAISE EXCEPTION 'reports_level_by_a_rung' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER reports_level_by_a_rung BEFORE INSERT OR UPDATE OF level ON reports_incident
        FOR EACH ROW EXECUTE FUNCTION reports_guard_incident()"""
    yield f"""CREATE FUNCTION reports_guard_basis() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NOT {_STANDS} THEN
            RAISE EXCEPTION 'reports_basis_stands' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER reports_basis_stands BEFORE INSERT OR UPDATE ON reports_basis
        FOR EACH ROW EXECUTE FUNCTION reports_guard_basis()"""
    yield f"""CREATE FUNCTION reports_guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.state = 'published' AND OLD.state <> 'published' AND {_FALLEN} THEN
            RAISE EXCEPTION 'reports_notice_has_a_basis' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER reports_notice_has_a_basis BEFORE UPDATE OF state ON notices_notice
        FOR EACH ROW EXECUTE FUNCTION reports_guard_notice()"""


def guard(apps, schema_editor):
    for statement in postgresql() if schema_editor.connection.vendor == "postgresql" else sqlite():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("notices", "0002_guards")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
