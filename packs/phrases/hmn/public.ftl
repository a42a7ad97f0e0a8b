# To residents, White Hmong in RPA. Class: sample (not yet reviewed by a native speaker).

bulletin-sms = { part-opening }, { $area }. Tus lej { $code }. { part-since } { part-what } { part-known } { part-do } { part-help } { $link }
bulletin-mail-subject = { part-opening }, { $area }
bulletin-mail-body =
    { part-signed-opening }
    Qhov chaw: { $area }

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
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
bulletin-headline = { $status ->
    [ongoing] Federal tej haujlwm: { $area }
    [ended] Xaus lawm: federal tej haujlwm, { $area }
    [publicly_announced] Tau tshaj tawm txog federal tej haujlwm hauv lub nroog
   *[rumour] Peb tsis tau paub: lus hais txog federal tej haujlwm, { $area }
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

correction-sms = { part-opening }, { $area }. Tus lej { $code }. Kho: tej lus ua ntej tsis siv lawm. { part-since } { part-what } { part-known } { part-do } { $link }
correction-mail-subject = { part-opening }, { $area }: kho
correction-mail-body =
    { part-signed-opening }: kho
    Qhov chaw: { $area }

    Tej lus peb hais ua ntej tsis siv lawm. Tam sim no yog li no:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { bulletin-page-card }

    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
correction-headline = Kho rau { $area }: tej lus peb hais ua ntej tsis siv lawm
correction-page-what = { part-what }
correction-page-where = { $area }
correction-page-since = { part-since }
correction-page-known = { part-known } { part-source }
correction-page-do = { part-do } { part-help }
correction-page-by = { part-by }

withdrawal-sms = { part-opening }, { $area }. Tus lej { $code }. Rho tawm lawm. { withdrawal-page-why } { withdrawal-page-do } { $link }
withdrawal-mail-subject = { part-opening }, { $area }: rho tawm lawm
withdrawal-mail-body =
    { part-withdrawn }
    Qhov chaw: { $area }

    { withdrawal-page-why }
    { withdrawal-page-do }

    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
withdrawal-headline = { $speaker ->
    [community] Rho tawm lawm: zej zog ntawv ceeb toom { $number }
   *[city] Rho tawm lawm: nroog ntawv ceeb toom { $number }
}
withdrawal-page-why = { $reason ->
    [sent_in_error] Tsab ntawv tau xa yuam kev.
    [not_so] Tau pom tias tej lus hauv tsab ntawv tsis muaj tseeb.
    [ended_early] Yam uas tsab ntawv hais txog xaus lawm.
    [wrong_area] Tsab ntawv hais txog qhov chaw yuam kev.
   *[test_by_mistake] Tsab ntawv yog kev sim thiab tau xa yuam kev.
}
withdrawal-page-do = Koj tsis tas ua dab tsi. Thov txhob qhia tsab ntawv qub tawm.
withdrawal-page-by = { part-by }

own-words-sms = Los ntawm { $office }: { $words }
own-words-mail-subject = Los ntawm { $office }
own-words-mail-body =
    Los ntawm { $office }:
    { $words }
own-words-page = Los ntawm { $office }: { $words }

card-page = Thov nyob deb ntawm cov neeg ua haujlwm. Txhob thaiv, txhob raws, txhob kov leej twg. Yog leej twg muaj xwm ceev, hu 911.

rights-page-silent = Txhua tus nyob ntsiag to tau thiab nug tau tias puas muaj cai tawm mus.
rights-page-warrant = Daim warrant los ntawm tsev hais plaub muaj tus kws txiav txim kos npe. Lwm daim ntawv yuav zoo ib yam. Koj thov nyeem daim ntawv thiab saib leej twg kos npe tau.
rights-page-lawyer = Txhua tus thov tau kws lij choj ua ntej teb lossis kos npe. Kev pab dawb txog kev cai: { $hotline }.
rights-page-limits = Qhov no yog lus qhia dav xwb, tsis yog lus ntuas txog kev cai. Tej cai yuav txawv raws txhua rooj plaub.

check-ours-sms = { $speaker ->
    [community] Yog, tus lej { $code } yog peb li. Yog zej zog ntawv ceeb toom { $number }. Nyeem raws li peb tau xa: { $link }
   *[city] Yog, tus lej { $code } yog peb li. Yog nroog ntawv ceeb toom { $number }. Nyeem raws li peb tau xa: { $link }
}
check-ours-page = { $speaker ->
    [community] Yog, qhov no yog peb li. Tus lej { $code } yog zej zog ntawv ceeb toom { $number }. Hauv qab no yog cov lus peb tau xa.
   *[city] Yog, qhov no yog peb li. Tus lej { $code } yog nroog ntawv ceeb toom { $number }. Hauv qab no yog cov lus peb tau xa.
}
check-not-ours-sms = Peb tsis tau tshaj dab tsi nrog tus lej { $code }. Thov txhob qhia cov lus ntawd tawm. Lus nug: { $hotline }. { part-care }
check-not-ours-page = Peb tsis tau tshaj dab tsi nrog tus lej { $code }. Thov txhob qhia cov lus ntawd tawm. Lus nug: { $hotline }.
check-care-page = { part-care } Yog cov lus nug txog tej ntawd, tsis yog peb li.
