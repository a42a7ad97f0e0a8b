# Sentences that several texts share. Class: sample (not yet reviewed by a native speaker).

part-agents = { $status ->
    [ended] { $agents ->
        [yes] Wakiillo federaal ah ayaa joogay.
        [no] Wakiillo federaal ah ma joogin.
       *[not_known] Lama oga in wakiillo federaal ah ay joogeen.
    }
   *[ongoing] { $agents ->
        [yes] Wakiillo federaal ah ayaa jooga.
        [no] Wakiillo federaal ah ma joogaan.
       *[not_known] Lama oga in wakiillo federaal ah ay joogaan.
    }
}

part-civil = { $status ->
    [ended] { $civil ->
        [yes] Waxay ahayd fulinta madaniga ah ee sharciga socdaalka.
        [no] Ma ahayn fulinta madaniga ah ee sharciga socdaalka.
       *[not_known] Lama oga in ay ahayd fulinta madaniga ah ee sharciga socdaalka.
    }
   *[ongoing] { $civil ->
        [yes] Waa fulinta madaniga ah ee sharciga socdaalka.
        [no] Ma aha fulinta madaniga ah ee sharciga socdaalka.
       *[not_known] Lama oga in ay tahay fulinta madaniga ah ee sharciga socdaalka.
    }
}

part-what = { $status ->
    [publicly_announced] Bayaan dadweyne ayaa ku dhawaaqay hawl federaal ah oo magaalada ah. { part-civil }
    [rumour] Dadku waxay si fagaare ah u sheegayaan hawl federaal ah. Weli ma ogin in ay run tahay.
   *[ongoing] { part-agents } { part-civil }
}

part-since = { $status ->
    [ended] { $has_at ->
        [yes] Way dhammaatay. Waqtigu waa qiyaastii { $at }.
       *[no] Way dhammaatay.
    }
    [publicly_announced] Ogeysiiskani ma sheego waqti iyo meel.
    [rumour] Lama xaqiijin.
   *[ongoing] { $has_at ->
        [yes] Way socotaa, qiyaastii ilaa { $at }.
       *[no] Way socotaa.
    }
}

part-known = { $known ->
    [request_for_property_or_staff] Xogta: magaalada ayaa hanti ama shaqaale la weydiistay.
    [leave_to_share] Xogta: magaalada ayaa loo sheegay, waana la wadaagi karaa.
    [public_statement] Xogta: bayaan dadweyne.
    [seen_in_public_by_staff] Xogta: shaqaalaha magaalada ayaa ka arkay meel dadweyne.
    [own_works] Xogta: magaalada qudheeda ayaa ogaatay.
   *[verified_report] Xogta: dad tababaran ayaa hubiyay warbixin.
}

part-agency = { $agency ->
    [federal_immigration] Waxaa codsaday: hay'ad federaal ah oo socdaalka ah.
    [federal_other] Waxaa codsaday: hay'ad kale oo federaal ah.
    [state] Waxaa codsaday: hay'ad gobolka ah.
    [county] Waxaa codsaday: degmada.
   *[other_city] Waxaa codsaday: magaalo kale.
}

part-request-type = { $request_type ->
    [property] Waxay codsadeen: isticmaalka hantida magaalada.
    [staff] Waxay codsadeen: shaqaalaha magaalada.
    [traffic] Waxay codsadeen: maamulka gaadiidka ama dadka.
    [equipment] Waxay codsadeen: qalabka magaalada.
   *[records] Waxay codsadeen: diiwaannada magaalada.
}

part-city-answer = { $city_answer ->
    [declined] Magaaladu way diidday.
    [partly] Magaaladu qayb ayay oggolaatay.
    [granted] Magaaladu way oggolaatay.
    [life_safety_only] Magaaladu waxay caawisaa badbaadada nolosha oo keliya.
   *[pending] Magaaladu weli ma jawaabin.
}

part-do = { $status ->
    [ended] Looma baahna in meesha la tago.
    [publicly_announced] Hadda waxba uma baahnid inaad samayso.
    [rumour] Fadlan ha wadaagin. Looma baahna in meesha la tago.
   *[ongoing] Fadlan ha tagin hana farogelin.
}

part-until = { $has_until ->
    [yes] Ogeysiiskani wuxuu jiraa ilaa { $until }.
   *[no] Ogeysiiskani wuxuu jiraa ilaa aan sheegno in ay dhammaatay.
}

part-source = { $has_source ->
    [yes] Bayaanka dadweynaha: { $source }
   *[no] { "" }
}

part-help = Khatar: wac 911. Caawimo iyo xuquuq: { $hotline }.
part-rights = Qof kasta wuxuu xaq u leeyahay inuu aamuso oo qareen weydiisto. Caawimo sharci oo bilaash ah: { $hotline }.
part-by = { $speaker ->
    [community] { $office } ayaa ogeysiiskan bixisay. Waa urur bulsho, ma aha magaalada.
   *[city] { $office } ayaa ogeysiiskan u bixiyay { $city }.
}
part-care = Weligeen ma weydiinno sharcigaaga, lacag ama dukumenti.

# Whose word it is: the city's, or an organization's of the community; its name stays out of what a lock screen shows.
part-opening = { $speaker ->
    [community] Ogeysiis bulsho { $number }
   *[city] Ogeysiis magaalo { $number }
}
part-signed-opening = { $speaker ->
    [community] Ogeysiis bulsho { $number }, ka yimid { $office }
   *[city] Ogeysiis magaalo { $number }
}
part-withdrawn = { $speaker ->
    [community] Ogeysiiska bulshada { $number } waa laga noqday.
   *[city] Ogeysiiska { $number } waa laga noqday.
}
