# Sentences that several texts share, White Hmong in RPA. Class: sample (not yet reviewed by a native speaker).

part-agents = { $status ->
    [ended] { $agents ->
        [yes] Tau muaj neeg ua haujlwm federal nyob ntawd.
        [no] Tsis tau muaj neeg ua haujlwm federal nyob ntawd.
       *[not_known] Tsis paub puas tau muaj neeg ua haujlwm federal.
    }
   *[ongoing] { $agents ->
        [yes] Muaj neeg ua haujlwm federal nyob ntawd.
        [no] Tsis muaj neeg ua haujlwm federal nyob ntawd.
       *[not_known] Tsis paub puas muaj neeg ua haujlwm federal.
    }
}

part-civil = { $status ->
    [ended] { $civil ->
        [yes] Yog kev siv txoj cai immigration (civil).
        [no] Tsis yog kev siv txoj cai immigration (civil).
       *[not_known] Tsis paub puas yog kev siv txoj cai immigration (civil).
    }
   *[ongoing] { $civil ->
        [yes] Yog kev siv txoj cai immigration (civil).
        [no] Tsis yog kev siv txoj cai immigration (civil).
       *[not_known] Tsis paub puas yog kev siv txoj cai immigration (civil).
    }
}

part-what = { $status ->
    [publicly_announced] Muaj lus tshaj tawm rau pej xeem txog federal tej haujlwm hauv nroog. { part-civil }
    [rumour] Neeg hais rau pej xeem tias muaj federal tej haujlwm. Peb tsis tau paub puas muaj tseeb.
   *[ongoing] { part-agents } { part-civil }
}

part-since = { $status ->
    [ended] { $has_at ->
        [yes] Xaus lawm. Sijhawm: kwv yees li { $at }.
       *[no] Xaus lawm.
    }
    [publicly_announced] Tsab ntawv no tsis hais sijhawm thiab chaw.
    [rumour] Tsis tau muaj pov thawj.
   *[ongoing] { $has_at ->
        [yes] Muaj tam sim no, txij li { $at }.
       *[no] Muaj tam sim no.
    }
}

part-known = { $known ->
    [request_for_property_or_staff] Peb paub vim: luag thov lub nroog cov khoom lossis neeg ua haujlwm.
    [leave_to_share] Peb paub vim: luag qhia rau lub nroog thiab tso cai qhia tawm.
    [public_statement] Peb paub vim: muaj lus tshaj tawm rau pej xeem.
    [seen_in_public_by_staff] Peb paub vim: nroog cov neeg ua haujlwm pom ntawm chaw pej xeem.
    [own_works] Peb paub vim: lub nroog nrhiav pom tus kheej.
   *[verified_report] Peb paub vim: cov neeg kawm lawm tau kuaj ib qho lus qhia.
}

part-agency = { $agency ->
    [federal_immigration] Tus thov: ib lub koom haum federal txog immigration.
    [federal_other] Tus thov: lwm lub koom haum federal.
    [state] Tus thov: ib lub koom haum hauv lub xeev.
    [county] Tus thov: lub county.
   *[other_city] Tus thov: lwm lub nroog.
}

part-request-type = { $request_type ->
    [property] Thov: siv lub nroog qhov chaw lossis khoom.
    [staff] Thov: lub nroog cov neeg ua haujlwm.
    [traffic] Thov: tswj kev tsheb lossis neeg coob.
    [equipment] Thov: lub nroog cov cuab yeej.
   *[records] Thov: lub nroog cov ntaub ntawv.
}

part-city-answer = { $city_answer ->
    [declined] Lub nroog tsis kam.
    [partly] Lub nroog kam ib feem.
    [granted] Lub nroog kam.
    [life_safety_only] Lub nroog pab cawm txoj sia xwb.
   *[pending] Lub nroog tseem tsis tau teb.
}

part-do = { $status ->
    [ended] Tsis tas mus ntawd.
    [publicly_announced] Koj tsis tas ua dab tsi tam sim no.
    [rumour] Thov txhob qhia tawm. Tsis tas mus ntawd.
   *[ongoing] Thov txhob mus thiab txhob cuam tshuam.
}

part-until = { $has_until ->
    [yes] Tsab ntawv no siv tau txog { $until }.
   *[no] Tsab ntawv no siv tau txog thaum peb hais tias xaus lawm.
}

part-source = { $has_source ->
    [yes] Tsab lus tshaj tawm: { $source }
   *[no] { "" }
}

part-help = Muaj xwm ceev: hu 911. Kev pab thiab cai: { $hotline }.
part-rights = Txhua tus muaj cai nyob ntsiag to thiab thov kws lij choj. Kev pab dawb txog kev cai: { $hotline }.
part-by = { $speaker ->
    [community] { $office } tshaj tsab ntawv no. Nws yog ib lub koom haum hauv zej zog, tsis yog lub nroog.
   *[city] { $office } tshaj tsab ntawv no rau { $city }.
}
part-care = Peb yeej tsis nug koj li status, nyiaj lossis ntaub ntawv.

# Whose word it is: the city's, or an organization's of the community; its name stays out of what a lock screen shows.
part-opening = { $speaker ->
    [community] Zej zog ntawv ceeb toom { $number }
   *[city] Nroog ntawv ceeb toom { $number }
}
part-signed-opening = { $speaker ->
    [community] Zej zog ntawv ceeb toom { $number }, los ntawm { $office }
   *[city] Nroog ntawv ceeb toom { $number }
}
part-withdrawn = { $speaker ->
    [community] Zej zog ntawv ceeb toom { $number } rho tawm lawm.
   *[city] Nroog ntawv ceeb toom { $number } rho tawm lawm.
}
