"""What a single row's constraint cannot hold: no posting goes further than its notice, and what was said stays as it was said.

A posting is tied to a notice by its subject, `notice:<id>`, or `notice:<id>#<office>`; postings of unknown notices pass.
"""

from django.db import migrations

SAID = "('published', 'withdrawn', 'ended')"
#: what nobody changes once a notice was said
FIXED = (
    "kind", "of_kind", "matter", "audience", "number", "code", "exercise", "about_id", "corrects_id", "basis_id", "how_known", "status", "link",
    "leave_from", "source_at", "may_reach", "agents", "civil", "since_at", "until_at", "cause", "advice", "help_at", "agency", "request_type", "city_answer", "reason",
    "free_text", "warned", "approved_because", "shareable_at", "shareable_because", "known_sealed", "author_id", "office_id", "on_behalf_of_id",
    "read_back_at", "approver_id", "single_signed", "begun_at", "published_at", "expires_at",
)  # fmt: skip
ONCE = (
    "known_at", "known_released_by_id", "countersigned_by_id", "countersigned_at", "disputed_by_id", "disputed_at",
    "withdrawn_by_id", "withdrawn_at", "ended_by_id", "ended_at",
)  # fmt: skip

_GOES_FURTHER = """SELECT 1 FROM notices_notice n WHERE n.id = {id}
    AND (n.exercise <> NEW.exercise OR n.may_reach < NEW.audience_reach OR n.may_reach < NEW.may_reach)"""
#: what follows another notice is of its kind and of its matter
_IS_ASTRAY = """SELECT 1 FROM notices_notice c WHERE c.id = NEW.corrects_id
    AND (c.of_kind <> NEW.of_kind OR c.matter <> NEW.matter)"""
_IS_NOT_CIVIC = "SELECT 1 FROM notices_notice n WHERE n.id = NEW.notice_id AND n.matter <> 'civic'"
_IS_CITYWIDE = "(n.status = 'publicly_announced' OR n.how_known = 'request_for_property_or_staff')"


def changed(different):
    fixed = [f"OLD.{column} {different} NEW.{column}" for column in FIXED]
    once = [f"(OLD.{column} IS NOT NULL AND OLD.{column} {different} NEW.{column})" for column in ONCE]
    return " OR ".join([*fixed, *once, f"NEW.state NOT IN {SAID}"])


def sqlite():
    further = _GOES_FURTHER.format(id="replace(substr(NEW.subject, 8, 36), '-', '')")
    for event in ("INSERT", "UPDATE OF subject, exercise, audience_reach, may_reach"):
        name = event.split()[0].lower()
        yield f"""CREATE TRIGGER notices_posting_within_its_notice_{name} BEFORE {event} ON dispatch_posting
            WHEN NEW.subject LIKE 'notice:%' AND EXISTS ({further})
            BEGIN SELECT RAISE(ABORT, 'notices_posting_within_its_notice'); END"""
        yield f"""CREATE TRIGGER notices_area_{name} BEFORE {event.split()[0]} ON notices_noticearea
            WHEN EXISTS (SELECT 1 FROM notices_notice n WHERE n.id = NEW.notice_id
                         AND (n.state IN {SAID} OR (NEW.code <> 'city' AND {_IS_CITYWIDE})))
            BEGIN SELECT RAISE(ABORT, 'notices_area_fits_its_notice'); END"""
    yield f"""CREATE TRIGGER notices_area_delete BEFORE DELETE ON notices_noticearea
        WHEN EXISTS (SELECT 1 FROM notices_notice n WHERE n.id = OLD.notice_id AND n.state IN {SAID})
        BEGIN SELECT RAISE(ABORT, 'notices_area_fits_its_notice'); END"""
    yield f"""CREATE TRIGGER notices_citywide BEFORE UPDATE OF status, how_known ON notices_notice
        WHEN {_IS_CITYWIDE.replace("n.", "NEW.")}
             AND EXISTS (SELECT 1 FROM notices_noticearea a WHERE a.notice_id = NEW.id AND a.code <> 'city')
        BEGIN SELECT RAISE(ABORT, 'notices_area_fits_its_notice'); END"""
    for event in ("INSERT", "UPDATE OF corrects_id, of_kind, matter"):
        name = event.split()[0].lower()
        yield f"""CREATE TRIGGER notices_following_is_of_its_matter_{name} BEFORE {event} ON notices_notice
            WHEN EXISTS ({_IS_ASTRAY})
            BEGIN SELECT RAISE(ABORT, 'notices_following_is_of_its_matter'); END"""
        event = event.replace("corrects_id, of_kind, matter", "notice_id, by_policy")
        yield f"""CREATE TRIGGER notices_by_policy_is_civic_{name} BEFORE {event} ON notices_relay
            WHEN NEW.by_policy AND EXISTS ({_IS_NOT_CIVIC})
            BEGIN SELECT RAISE(ABORT, 'notices_by_policy_is_civic'); END"""
    yield f"""CREATE TRIGGER notices_said_stays BEFORE UPDATE ON notices_notice
        WHEN OLD.state IN {SAID} AND ({changed("IS NOT")})
        BEGIN SELECT RAISE(ABORT, 'notices_said_stays'); END"""
    yield f"""CREATE TRIGGER notices_said_is_not_deleted BEFORE DELETE ON notices_notice
        WHEN OLD.state IN {SAID} BEGIN SELECT RAISE(ABORT, 'notices_said_stays'); END"""


def postgresql():
    further = _GOES_FURTHER.format(id="substr(NEW.subject, 8, 36)::uuid")
    yield f"""CREATE FUNCTION notices_guard_posting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.subject ~ '^notice:[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}(#|$)' THEN
            IF EXISTS ({further}) THEN
                RAISE EXCEPTION 'notices_posting_within_its_notice' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER notices_posting_within_its_notice
        BEFORE INSERT OR UPDATE OF subject, exercise, audience_reach, may_reach ON dispatch_posting
        FOR EACH ROW EXECUTE FUNCTION notices_guard_posting()"""
    yield f"""CREATE FUNCTION notices_guard_area() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM notices_notice n WHERE n.id = NEW.notice_id
                AND (n.state IN {SAID} OR (NEW.code <> 'city' AND {_IS_CITYWIDE})))
           OR TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM notices_notice n WHERE n.id = OLD.notice_id
                AND n.state IN {SAID}) THEN
            RAISE EXCEPTION 'notices_area_fits_its_notice' USING ERRCODE = 'check_violation';
        END IF;
        RETURN COALESCE(NEW, OLD); END $$"""
    yield """CREATE TRIGGER notices_area BEFORE INSERT OR UPDATE OR DELETE ON notices_noticearea
        FOR EACH ROW EXECUTE FUNCTION notices_guard_area()"""
    yield f"""CREATE FUNCTION notices_guard_following() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS ({_IS_ASTRAY}) THEN
            RAISE EXCEPTION 'notices_following_is_of_its_matter' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER notices_following BEFORE INSERT OR UPDATE OF corrects_id, of_kind, matter ON notices_notice
        FOR EACH ROW EXECUTE FUNCTION notices_guard_following()"""
    yield f"""CREATE FUNCTION notices_guard_relay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.by_policy AND EXISTS ({_IS_NOT_CIVIC}) THEN
            RAISE EXCEPTION 'notices_by_policy_is_civic' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER notices_relay BEFORE INSERT OR UPDATE OF notice_id, by_policy ON notices_relay
        FOR EACH ROW EXECUTE FUNCTION notices_guard_relay()"""
    yield f"""CREATE FUNCTION notices_guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.state IN {SAID} THEN
                RAISE EXCEPTION 'notices_said_stays' USING ERRCODE = 'check_violation';
            END IF;
            RETURN OLD;
        END IF;
        IF OLD.state IN {SAID} AND ({changed("IS DISTINCT FROM")}) THEN
            RAISE EXCEPTION 'notices_said_stays' USING ERRCODE = 'check_violation';
        END IF;
        IF {_IS_CITYWIDE.replace("n.", "NEW.")}
           AND EXISTS (SELECT 1 FROM notices_noticearea a WHERE a.notice_id = NEW.id AND a.code <> 'city') THEN
            RAISE EXCEPTION 'notices_area_fits_its_notice' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW; END $$"""
    yield """CREATE TRIGGER notices_notice_guard BEFORE UPDATE OR DELETE ON notices_notice
        FOR EACH ROW EXECUTE FUNCTION notices_guard_notice()"""


def guard(apps, schema_editor):
    for statement in postgresql() if schema_editor.connection.vendor == "postgresql" else sqlite():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("dispatch", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
