"""What a text says that may not be written: rules and names together."""

from collections.abc import Iterator

from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.meaning import names, rules
from wardbell.safeguards.meaning.concepts import concepts, with_names
from wardbell.safeguards.reading import Reading

WHY = {
    Kind.OFFICER_NAME: "The name of an officer or agent: officers are not identified.",
    Kind.PERSON_NAME_WITH_STATUS: "The name of a person who was detained, is sought or is affected: say what happened, not to whom.",
    Kind.IMMIGRATION_STATUS: "Somebody's immigration status, papers or birthplace, or a question about it: leave it out.",
    Kind.VEHICLE_TRACKING: "Where a vehicle goes or stands, or a call to watch or follow it: say only that agents were seen, in which ward.",
    Kind.MOBILISATION: "A call to come, block, make noise or confront: say that there is no need to go there.",
    Kind.EVASION_ADVICE: "Advice on getting away from officers: say what rights people have instead.",
    Kind.ADVANCE_OPERATION: "A time, place or target of enforcement that is not yet under way: it may not be told.",
    Kind.LE_SENSITIVE_SOURCE: "Information from inside the police or an agency: only what is public may be used.",
    Kind.NATIONALITY_TARGETING: "A text for or about people of one nationality, origin or religion: write for everyone.",
    Kind.CANDIDATE_OR_CAMPAIGN: "A candidate, a party or a campaign: no node is used for one.",
    Kind.THREAT: "A threat to somebody: call 911 if there is danger now. In a report it is kept and shown to the shift lead.",
}


def find(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yields the findings of meaning, each kind once; names each time."""
    found = concepts(reading)
    found = with_names(found, names.hits(found))
    yield from rules.find(found, context, WHY)
    yield from names.find(found, WHY)
