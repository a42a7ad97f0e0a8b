"""What a single row's constraint cannot hold: nothing is closed while a slot is empty, and what is closed or filed stays as it is."""

from django.db import migrations

#: what nobody changes once an entry is closed; corrections stand beside it
FIXED = (
    "number", "kind", "state", "jurisdiction_id", "exercise", "department", "owner_id", "created_at", "created_by_id",
    "created_by_role", "received_at", "narrative", "reviewed_by_id", "reviewed_at", "closed_at", "closed_by_id",
)  # fmt: skip
_EMPTY = """SELECT 1 FROM ordinance_slot s WHERE s.entry_id = NEW.id
    AND s.filled_at IS NULL AND s.waived_at IS NULL"""
_OF_CLOSED = "SELECT 1 FROM ordinance_entry e WHERE e.id = {row}.entry_id AND e.state = 'closed'"
#: tables of which no row changes once their entry is closed
FROZEN = ("slot", "assistancerequest")


def sqlite():
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FIXED)
    yield f"""CREATE TRIGGER ordinance_closed_is_complete BEFORE UPDATE OF state ON ordinance_entry
        WHEN NEW.state = 'closed' AND EXISTS ({_EMPTY})
        BEGIN SELECT RAISE(ABORT, 'ordinance_closed_is_complete'); END"""
    yield """CREATE TRIGGER ordinance_entry_begins_open BEFORE INSERT ON ordinance_entry WHEN NEW.state <> 'open'
        BEGIN SELECT RAISE(ABORT, 'ordinance_closed_is_complete'); END"""
    yield f"""CREATE TRIGGER ordinance_closed_stays BEFORE UPDATE ON ordinance_entry
        WHEN OLD.state = 'closed' AND ({changed})
        BEGIN SELECT RAISE(ABORT, 'ordinance_closed_stays'); END"""
    yield """CREATE TRIGGER ordinance_closed_is_not_deleted BEFORE DELETE ON ordinance_entry WHEN OLD.state = 'closed'
        BEGIN SELECT RAISE(ABORT, 'ordinance_closed_stays'); END"""
    for table in FROZEN:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            yield f"""CREATE TRIGGER ordinance_{table}_stays_{event.lower()} BEFORE {event} ON ordinance_{table}
                WHEN EXISTS ({_OF_CLOSED.format(row=row)})
                BEGIN SELECT RAISE(ABORT, 'ordinance_closed_stays'); END"""
    for event in ("UPDATE", "DELETE"):
        yield f"""CREATE TRIGGER ordinance_filing_stays_{event.lower()} BEFORE {event} ON ordinance_filing
            BEGIN SELECT RAISE(ABORT, 'ordinance_filing_stays'); END"""


def postgresql():
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FIXED)
    yield f"""CREATE FUNCTION ordinance_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.state <> 'open' THEN
                RAISE EXCEPTION 'ordinance_closed_is_complete' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.state = 'closed' AND (TG_OP = 'DELETE' OR {changed}) THEN
            RAISE EXCEPTION 'ordinance_closed_stays' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NEW.state = 'closed' AND EXISTS ({_EMPTY}) THEN
            RAISE EXCEPTION 'ordinance_closed_is_complete' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER ordinance_entry_guard BEFORE INSERT OR UPDATE OR DELETE ON ordinance_entry
        FOR EACH ROW EXECUTE FUNCTION ordinance_guard_entry()"""
    yield f"""CREATE FUNCTION ordinance_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'DELETE' AND EXISTS ({_OF_CLOSED.format(row="NEW")})
           OR TG_OP <> 'INSERT' AND EXISTS ({_OF_CLOSED.format(row="OLD")}) THEN
            RAISE EXCEPTION 'ordinance_closed_stays' USING ERRCODE = 'check_violation';
        END IF;
        RETURN COALESCE(NEW, OLD); END $$"""
    for table in FROZEN:
        yield f"""CREATE TRIGGER ordinance_{table}_guard BEFORE INSERT OR UPDATE OR DELETE ON ordinance_{table}
            FOR EACH ROW EXECUTE FUNCTION ordinance_guard_part()"""
    yield """CREATE FUNCTION ordinance_guard_filing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'ordinance_filing_stays' USING ERRCODE = 'check_violation'; END $$"""
    yield """CREATE TRIGGER ordinance_filing_guard BEFORE UPDATE OR DELETE ON ordinance_filing
        FOR EACH ROW EXECUTE FUNCTION ordinance_guard_filing()"""


def guard(apps, schema_editor):
    for statement in postgresql() if schema_editor.connection.vendor == "postgresql" else sqlite():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ordinance", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
