# To residents. Class: sample (not yet reviewed by a native speaker).

bulletin-sms = { part-opening }, { $area }. Koodh { $code }. { part-since } { part-what } { part-known } { part-do } { part-help } { $link }
bulletin-mail-subject = { part-opening }, { $area }
bulletin-mail-body =
    { part-signed-opening }
    Halka: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }
    { part-until }

    { part-do }
    { part-help }

    { bulletin-page-card }
    { part-rights }

    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
bulletin-headline = { $status ->
    [ongoing] Hawl federaal ah: { $area }
    [ended] Way dhammaatay: hawl federaal ah, { $area }
    [publicly_announced] Hawl federaal ah ayaa magaalada looga dhawaaqay
   *[rumour] Weli ma ogin: hadal ku saabsan hawl federaal ah, { $area }
}
bulletin-page-what = { part-what }
bulletin-page-where = { $area }
bulletin-page-since = { part-since }
bulletin-page-until = { part-until }
bulletin-page-do = { part-do } { part-help }
bulletin-page-known = { part-known } { part-source }
bulletin-page-by = { part-by }
bulletin-page-card = { card-page }
bulletin-page-rights = { part-rights }

correction-sms = { part-opening }, { $area }. Koodh { $code }. Sixid: wixii aan hore u sheegnay ma jiraan. { part-since } { part-what } { part-known } { part-do } { $link }
correction-mail-subject = { part-opening }, { $area }: sixid
correction-mail-body =
    { part-signed-opening }: sixid
    Halka: { $area }

    Wixii aan hore u sheegnay ma jiraan. Hadda waa sidan:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { bulletin-page-card }

    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
correction-headline = Sixid { $area }: wixii aan hore u sheegnay ma jiraan
correction-page-what = { part-what }
correction-page-where = { $area }
correction-page-since = { part-since }
correction-page-known = { part-known } { part-source }
correction-page-do = { part-do } { part-help }
correction-page-by = { part-by }

withdrawal-sms = { part-opening }, { $area }. Koodh { $code }. Waa laga noqday. { withdrawal-page-why } { withdrawal-page-do } { $link }
withdrawal-mail-subject = { part-opening }, { $area }: waa laga noqday
withdrawal-mail-body =
    { part-withdrawn }
    Halka: { $area }

    { withdrawal-page-why }
    { withdrawal-page-do }

    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
withdrawal-headline = { $speaker ->
    [community] Waa laga noqday: ogeysiis bulsho { $number }
   *[city] Waa laga noqday: ogeysiis magaalo { $number }
}
withdrawal-page-why = { $reason ->
    [sent_in_error] Ogeysiiska si khalad ah ayaa loo diray.
    [not_so] Wixii ogeysiisku sheegay waxaa la ogaaday in aanay run ahayn.
    [ended_early] Wixii ogeysiisku sheegay way dhammaadeen.
    [wrong_area] Ogeysiisku wuxuu sheegay meel khaldan.
   *[test_by_mistake] Ogeysiisku wuxuu ahaa tijaabo, si khalad ahna waa loo diray.
}
withdrawal-page-do = Waxba uma baahnid inaad samayso. Fadlan ogeysiiskii hore ha wadaagin.
withdrawal-page-by = { part-by }

own-words-sms = Ka timid { $office }: { $words }
own-words-mail-subject = Ka timid { $office }
own-words-mail-body =
    Ka timid { $office }:
    { $words }
own-words-page = Ka timid { $office }: { $words }

card-page = Fadlan ka fogow saraakiisha shaqaynaysa. Cidna ha xannibin, ha raacin, hana taaban. Haddii qof khatar ku jiro, wac 911.

rights-page-silent = Qof kasta wuu aamusi karaa, wuuna weydiin karaa in uu xor u yahay inuu tago.
rights-page-warrant = Amarka maxkamadda waxaa saxiixa garsoore. Warqado kale ayaa u ekaan kara. Waad codsan kartaa inaad warqadda akhrido oo aad aragto cidda saxiixday.
rights-page-lawyer = Qof kasta wuxuu qareen weydiisan karaa inta aanu jawaabin ama saxiixin. Caawimo sharci oo bilaash ah: { $hotline }.
rights-page-limits = Tani waa macluumaad guud, ma aha talo sharci. Xuquuqdu way kala duwanaan kartaa.

check-ours-sms = { $speaker ->
    [community] Haa, koodhka { $code } waa keenna. Waa ogeysiiska bulshada { $number }. U akhri sidii aan u dirnay: { $link }
   *[city] Haa, koodhka { $code } waa keenna. Waa ogeysiiska magaalada { $number }. U akhri sidii aan u dirnay: { $link }
}
check-ours-page = { $speaker ->
    [community] Haa, kani waa keenna. Koodhka { $code } waa ogeysiiska bulshada { $number }. Hoos waxaa ah qoraalkii aan dirnay.
   *[city] Haa, kani waa keenna. Koodhka { $code } waa ogeysiiska magaalada { $number }. Hoos waxaa ah qoraalkii aan dirnay.
}
check-not-ours-sms = Waxba kuma daabicin koodhka { $code }. Fadlan fariintaas ha wadaagin. Su'aalo: { $hotline }. { part-care }
check-not-ours-page = Waxba kuma daabicin koodhka { $code }. Fadlan fariintaas ha wadaagin. Su'aalo: { $hotline }.
check-care-page = { part-care } Haddii fariin weydiiso, keenna ma aha.
