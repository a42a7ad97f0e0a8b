# Sentences that several texts share. Class: sample (not yet read by counsel or a plain-language editor).
# Each is a whole sentence; no text is put together from less than a sentence.

part-agents = { $status ->
    [ended] { $agents ->
        [yes] Federal agents were there.
        [no] No federal agents were there.
       *[not_known] We do not know if federal agents were there.
    }
   *[ongoing] { $agents ->
        [yes] Federal agents are there.
        [no] No federal agents are there.
       *[not_known] We do not know if federal agents are there.
    }
}

part-civil = { $status ->
    [ended] { $civil ->
        [yes] It was civil immigration enforcement.
        [no] It was not civil immigration enforcement.
       *[not_known] We do not know if it was civil immigration enforcement.
    }
   *[ongoing] { $civil ->
        [yes] It is civil immigration enforcement.
        [no] It is not civil immigration enforcement.
       *[not_known] We do not know if it is civil immigration enforcement.
    }
}

part-what = { $status ->
    [publicly_announced] A public statement announces federal activity in the city. { part-civil }
    [rumour] People say in public that there is federal activity. We do not know yet if it is so.
   *[ongoing] { part-agents } { part-civil }
}

part-since = { $status ->
    [ended] { $has_at ->
        [yes] It has ended. Time: about { $at }.
       *[no] It has ended.
    }
    [publicly_announced] This notice gives no time and no place.
    [rumour] It is not confirmed.
   *[ongoing] { $has_at ->
        [yes] It is going on now, since about { $at }.
       *[no] It is going on now.
    }
}

part-known = { $known ->
    [request_for_property_or_staff] How we know: the city was asked for property or staff.
    [leave_to_share] How we know: it was told to the city with leave to share it.
    [public_statement] How we know: from a public statement.
    [seen_in_public_by_staff] How we know: city staff saw it from a public place.
    [own_works] How we know: the city found it itself.
   *[verified_report] How we know: trained people checked a report.
}

part-agency = { $agency ->
    [federal_immigration] Asked by: a federal immigration agency.
    [federal_other] Asked by: another federal agency.
    [state] Asked by: a state agency.
    [county] Asked by: the county.
   *[other_city] Asked by: another city.
}

part-request-type = { $request_type ->
    [property] Asked for: the use of city property.
    [staff] Asked for: city staff.
    [traffic] Asked for: traffic or crowd control.
    [equipment] Asked for: city equipment.
   *[records] Asked for: city records.
}

part-city-answer = { $city_answer ->
    [declined] The city declined.
    [partly] The city agreed in part.
    [granted] The city agreed.
    [life_safety_only] The city helps for life and safety only.
   *[pending] The city has not answered yet.
}

part-do = { $status ->
    [ended] There is no need to go there.
    [publicly_announced] You do not need to do anything now.
    [rumour] Please do not share it. There is no need to go there.
   *[ongoing] Please do not go there and do not interfere.
}

part-until = { $has_until ->
    [yes] This notice holds until { $until }.
   *[no] This notice holds until we say that it has ended.
}

part-source = { $has_source ->
    [yes] The public statement: { $source }
   *[no] { "" }
}

part-help = In danger call 911. Help and rights: { $hotline }.
part-rights = Everyone has the right to stay silent and to ask for a lawyer. Free legal help: { $hotline }.
part-by = { $speaker ->
    [community] { $office } gives this notice. It is an organization of the community, not the city.
   *[city] { $office } gives this notice for { $city }.
}
part-care = We never ask for your status, money or documents.

# Whose word it is: the city's, or an organization's of the community; its name stays out of what a lock screen shows.
part-opening = { $speaker ->
    [community] Community notice { $number }
   *[city] City notice { $number }
}
part-signed-opening = { $speaker ->
    [community] Community notice { $number }, from { $office }
   *[city] City notice { $number }
}
part-withdrawn = { $speaker ->
    [community] Community notice { $number } is withdrawn.
   *[city] City notice { $number } is withdrawn.
}
