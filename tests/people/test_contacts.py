"""A city's contact list: every spelling that cities use, and every fault with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.people.contacts import Contacts, gaps, read_contacts
from wardbell.people.rules import Role

WARDS = {"ward-1": "Ward 1", "ward-2": "Ward 2"}
HEAD = "office,role,name,e-mail,mobile\n"
ALL = [Role.MEMBER, Role.DEPUTY, Role.AIDE]


def read(text: str, *, head: str = HEAD, languages: tuple[str, ...] = ("en", "es")) -> Contacts:
    return read_contacts(head + text, wards=WARDS, region="US", languages=languages)


def row(n: int = 1, office: str = "1", role: str = "aide", phone: str = "") -> str:
    return f"{office},{role},Person {n},p{n}@city.example,{phone or f'612-555-01{n:02}'}\n"


def faults(text: str, **more: object) -> list[tuple[int | None, str]]:
    return [(one.line, one.reason) for one in read(text, **more).faults]


@pytest.mark.parametrize(
    "typed",
    [
        "612-555-0142",
        "(612) 555-0142",
        "612.555.0142",
        "+1 612 555 0142",
        "1-612-555-0142",
        "6125550142",
        " 612 555 0142 ",
        "tel:+1-612-555-0142",
    ],
)
def test_number_in_any_spelling_then_e164(typed):
    [person] = read(row(phone=typed)).people

    assert person.phone == "+16125550142"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("612-555", "digits"),
        ("none", "no telephone number"),
        ("612-555-0142 x12", "extension"),
        ("555 555 555 555 555 55", "digits"),
    ],
)
def test_number_when_it_is_none_then_its_line_is_told(typed, says):
    [(line, reason)] = faults(row(phone=typed))

    assert line == 2
    assert says in reason


@pytest.mark.parametrize(
    "typed",
    ["1", "Ward 1", "ward 01", "ward-1", "WARD:1", "Council Ward 1", "Ward 1 council office", "District 1"],
)
def test_ward_in_any_spelling_then_its_office(typed):
    [person] = read(row(office=typed)).people

    assert [grant.office for grant in person.grants] == ["ward-1"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Mayor", "mayor"),
        ("Mayor's Office", "mayor"),
        ("Police", "chief"),
        ("City Attorney", "attorney"),
        ("City clerk", "clerk"),
        ("Emergency Management", "emergency"),
    ],
)
def test_office_of_the_city_in_any_spelling_then_its_code(typed, code):
    [person] = read(row(office=typed, role="designee")).people

    assert person.grants[0].office == code


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("Council Member", Role.MEMBER),
        ("duty clerk", Role.DUTY_CLERK),
        ("Duty_Clerk", Role.DUTY_CLERK),
        ("City attorney", Role.COUNSEL),
    ],
)
def test_role_in_any_spelling(typed, role):
    assert read(row(role=typed)).people[0].grants[0].role is role


@pytest.mark.parametrize(
    "head",
    [
        "Office;Position;Title;E-Mail Address;Cell Phone\n",
        "OFFICE\trole\tname\temail\tmobile\n",
        "\ufeffward,role,contact,mailbox,telephone\n",
    ],
)
def test_columns_under_other_names_then_read(head):
    sign = next(one for one in ";\t," if one in head)

    found = read(row().replace(",", sign), head=head)

    assert (found.faults, len(found.people)) == ((), 1)


def test_columns_when_one_is_missing_then_told():
    assert faults("", head="office,role,name\n") == [
        (1, "The first line names no column for email and phone.")
    ]


def test_columns_when_one_is_unknown_then_it_is_told_and_left_out():
    found = read("1,aide,A,a@city.example,612-555-0142,tall\n", head="office,role,name,email,mobile,height\n")

    assert found.notes == ("The column 'height' is not read.",)
    assert found.faults == ()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (row() + row(2, office="Ward 9"), 3, "no ward for 'Ward 9'"),
        (row() + row(2, office="Parks"), 3, "no office 'Parks'"),
        (row() + row(2, role="boss"), 3, "'boss' is no role"),
        (row() + "1,aide,B,b@city,612-555-0143\n", 3, "no e-mail address"),
        (row() + "1,aide,B,,612-555-0143\n", 3, "no e-mail address"),
        (row() + "1,aide,,b@city.example,612-555-0143\n", 3, "Write a name"),
        (row() + ",aide,B,b@city.example,612-555-0143\n", 3, "No office"),
        (row() + "\n\n" + row(), 5, "Line 2 says the same"),
        (row() + "1,deputy,Other,p1@city.example,612-555-0101\n", 3, "another name or number in line 2"),
        (row() + row(2, phone="612-555-0101"), 3, "same telephone number to somebody else"),
        ("clerk,line,Duty,,\n", 2, "needs its telephone number"),
        ("parks,line,Duty,,612-555-0100\n", 2, "has no line"),
    ],
)
def test_row_when_it_is_wrong_then_its_line_and_why(text, line, says):
    [found] = faults(text)

    assert found[0] == line
    assert says in found[1]


def test_rows_when_several_are_wrong_then_every_one_is_told():
    assert [line for line, _ in faults(row(role="x") + row(2) + row(3, phone="1") + row(4, office="9"))] == [
        2,
        4,
        5,
    ]


def test_person_when_in_several_rows_then_one_with_several_roles():
    [person] = read(row() + row(office="2", role="deputy") + row(office="Legal Aid", role="approver")).people

    assert [(one.role, one.office or one.organization) for one in person.grants] == [
        (Role.AIDE, "ward-1"), (Role.DEPUTY, "ward-2"), (Role.APPROVER, "legal-aid"),
    ]  # fmt: skip


def test_organization_when_named_then_made():
    found = read(row(office="Rapid-Response Hotline", role="partner"))

    assert [(one.code, one.name) for one in found.organizations] == [
        ("rapid-response-hotline", "Rapid-Response Hotline")
    ]


def test_lines_when_given_then_no_people():
    found = read(
        "clerk,line,Duty,,612-555-0101,\nHotline,line,,,612-555-0102,\nlanguages,line,,,612-555-0103,\nlanguages,line,,,612-555-0104,es\n",
        head="office,role,name,email,mobile,language\n",
    )

    assert found.people == ()
    assert found.lines == {"clerk": "+16125550101", "hotline": "+16125550102", "languages": "+16125550103"}
    assert found.language_lines == {"es": "+16125550104"}


def test_language_when_the_city_does_not_speak_it_then_told():
    assert (
        "no language of this city"
        in faults("1,aide,A,a@city.example,612-555-0142,so\n", head=HEAD.replace("\n", ",language\n"))[0][1]
    )


def test_gaps_when_a_rung_is_empty_then_named():
    found = gaps(
        read(row(1, role="member") + row(2, role="deputy")), wards={"ward-1": "Ward 1"}, languages=["en"]
    )

    assert "Ward 1 has no aide." in found
    assert "Ward 1 has no member." not in found
    assert "Nobody is counsel." in found
    assert "Nobody is translator." not in found


def test_gaps_when_somebody_has_no_number_then_told():
    found = read("1,member,Member of ward 1,m@city.example,\n")

    assert "Member of ward 1 has no telephone number, and is reached by mail alone." in gaps(
        found, wards=WARDS, languages=["en"]
    )


@pytest.mark.parametrize("text", ["", "\n", "\ufeff"])
def test_list_when_empty_then_told(text):
    found = read_contacts(text, wards=WARDS, region="US", languages=["en"])

    assert len(found.faults) == 1


@given(st.text(max_size=300))
def test_list_when_it_is_any_text_then_read_or_told_never_broken(text):
    found = read(text)

    assert isinstance(found, Contacts)
