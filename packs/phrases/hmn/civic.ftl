# To residents: the city's own matters, what is over, what people say, White Hmong in RPA. Class: sample (not yet reviewed by a native speaker).

preparedness-sms = Nroog ntawv ceeb toom { $number }, { $area }. Tus lej { $code }. { preparedness-page-what } { preparedness-do } { part-help } { $link }
preparedness-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }
preparedness-mail-body =
    Nroog ntawv ceeb toom { $number }
    Qhov chaw: { $area }

    { preparedness-page-what }
    { preparedness-do }
    { part-source }

    { part-help }
    { part-rights }

    { card-page }

    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
preparedness-headline = Tau tshaj tawm txog federal tej haujlwm: paub koj tej cai thiab paub hu rau leej twg
preparedness-page-what = Muaj lus tshaj tawm rau pej xeem txog federal tej haujlwm hauv nroog. Tsab ntawv no tsis hais sijhawm thiab chaw.
preparedness-page-where = { $area }
preparedness-do = Koj tsis tas ua dab tsi tam sim no. Zoo yog paub koj tej cai thiab paub hu rau leej twg.
preparedness-page-do = { preparedness-do } { part-help }
preparedness-page-known = { part-known } { part-source }
preparedness-page-by = { part-by }
preparedness-page-card = { card-page }
preparedness-page-rights = { part-rights }

rumour-check-sms = { part-opening }, { $area }. Tus lej { $code }. { rumour-check-page-what } { rumour-check-page-do } { part-help } { $link }
rumour-check-mail-subject = { part-opening }, { $area }
rumour-check-mail-body =
    { part-signed-opening }
    Qhov chaw: { $area }

    { rumour-check-page-what }
    { rumour-check-page-do }

    { part-help }

    { card-page }

    { rumour-check-page-source }
    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
rumour-check-headline = Peb tsis tau paub: lus hais txog federal tej haujlwm, { $area }
rumour-check-page-what = Neeg hais rau pej xeem tias muaj federal tej haujlwm. Peb tsis tau paub puas muaj tseeb. Thaum peb paub peb mam qhia ntxiv.
rumour-check-page-where = { $area }
rumour-check-page-do = Thov txhob qhia tawm. Tsis tas mus ntawd.
rumour-check-page-source = Peb hais txog vim muaj neeg hais rau pej xeem.
rumour-check-page-by = { part-by }
rumour-check-page-card = { card-page }

rumour-answer-sms = { part-opening }, { $area }. Tus lej { $code }. Tam sim no peb paub ntxiv. { part-since } { part-what } { part-known } { part-do } { $link }
rumour-answer-mail-subject = { part-opening }, { $area }: tam sim no peb paub ntxiv
rumour-answer-mail-body =
    { part-signed-opening }: tam sim no peb paub ntxiv
    Qhov chaw: { $area }

    Peb tau hais tias peb tseem tsis tau paub. Qhov no yog qhov tseeb:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { card-page }

    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
rumour-answer-headline = Tam sim no peb paub ntxiv txog { $area }
rumour-answer-page-what = { part-what }
rumour-answer-page-where = { $area }
rumour-answer-page-since = { part-since }
rumour-answer-page-known = { part-known } { part-source }
rumour-answer-page-do = { part-do } { part-help }
rumour-answer-page-by = { part-by }

boil-water-sms = Nroog ntawv ceeb toom { $number }, { $area }. Tus lej { $code }. { boil-water-what } { boil-water-do } { civic-help-at } { civic-until } { $link }
boil-water-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }
boil-water-mail-body =
    Nroog ntawv ceeb toom { $number }
    Qhov chaw: { $area }

    { boil-water-page-what }
    { civic-since }
    { civic-until }

    { boil-water-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
boil-water-headline = { $advice ->
    [boil] Rhaub dej kais: { $area }
    [do_not_drink] Txhob haus dej kais: { $area }
   *[do_not_use] Txhob siv dej kais: { $area }
}
boil-water-what = { $cause ->
    [main_break] Ib txoj yeeb dej tawg lawm. Dej kais tej zaum tsis huv.
    [bacteria_found] Kuaj pom muaj kab mob hauv dej kais.
    [pressure_lost] Dej tsis muaj zog lawm. Dej kais tej zaum tsis huv.
   *[treatment_fault] Ib txoj kev ntxuav dej tsis ua haujlwm. Dej kais tej zaum tsis huv.
}
boil-water-do = { $advice ->
    [boil] Rhaub dej kais ib feeb ua ntej haus, ua noj lossis txhuam hniav.
    [do_not_drink] Txhob haus dej kais, txawm rhaub los tsis tau. Siv dej hauv fwj.
   *[do_not_use] Txhob siv dej kais ua ib yam dab tsi. Siv dej hauv fwj.
}
boil-water-page-what = { boil-water-what }
boil-water-page-where = { $area }
boil-water-page-since = { civic-since }
boil-water-page-until = { civic-until }
boil-water-page-do = { boil-water-do } Yog koj mob tom qab haus, hu rau kws kho mob.
boil-water-page-place = { civic-help-at }
boil-water-page-known = { part-known } { part-source }
boil-water-page-by = { part-by }

snow-emergency-sms = Nroog ntawv ceeb toom { $number }, { $area }. Tus lej { $code }. Xwm ceev los daus. { civic-since } { snow-emergency-do } { civic-help-at } { civic-until } { $link }
snow-emergency-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }
snow-emergency-mail-body =
    Nroog ntawv ceeb toom { $number }
    Qhov chaw: { $area }

    { snow-emergency-page-what }
    { civic-since }
    { civic-until }

    { snow-emergency-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
snow-emergency-headline = Xwm ceev los daus: { $area }
snow-emergency-do = { $advice ->
    [routes] Txhob nres tsheb ntawm cov kev xwm ceev los daus.
    [even_side] Txhob nres tsheb sab kev uas muaj lej khub.
   *[odd_side] Txhob nres tsheb sab kev uas muaj lej khib.
}
snow-emergency-page-what = Lub nroog tab tom kaus daus, thiab txwv kev nres tsheb.
snow-emergency-page-where = { $area }
snow-emergency-page-since = { civic-since }
snow-emergency-page-until = { civic-until }
snow-emergency-page-do = { snow-emergency-do } Lub tsheb nres ntawd yuav raug cab mus.
snow-emergency-page-place = { civic-help-at }
snow-emergency-page-known = { part-known } { part-source }
snow-emergency-page-by = { part-by }

civic-since = { $has_begins ->
    [yes] Pib thaum { $begins }.
   *[no] Siv tam sim no.
}
civic-until = { $has_until ->
    [yes] Siv txog { $until }.
   *[no] Siv txog thaum peb hais tias xaus lawm.
}
civic-help-at = { $has_place ->
    [yes] Muaj kev pab ntawm: { $place }.
   *[no] { "" }
}

civic-correction-sms = Nroog ntawv ceeb toom { $number }, { $area }. Tus lej { $code }. Kho: tej lus ua ntej tsis siv lawm. { civic-correction-page-what } { civic-since } { civic-correction-page-do } { civic-until } { $link }
civic-correction-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }: kho
civic-correction-mail-body =
    Nroog ntawv ceeb toom { $number }: kho
    Qhov chaw: { $area }

    Tej lus peb hais ua ntej tsis siv lawm. Tam sim no yog li no:
    { civic-correction-page-what }
    { civic-since }
    { civic-until }

    { civic-correction-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
civic-correction-headline = Kho rau { $area }: tej lus peb hais ua ntej tsis siv lawm
civic-correction-page-what = { $matter ->
    [boil_water] { boil-water-what }
   *[snow_emergency] Txwv kev nres tsheb vim xwm ceev los daus.
}
civic-correction-page-where = { $area }
civic-correction-page-since = { civic-since }
civic-correction-page-until = { civic-until }
civic-correction-page-do = { $matter ->
    [boil_water] { boil-water-do }
   *[snow_emergency] { snow-emergency-do }
}
civic-correction-page-place = { civic-help-at }
civic-correction-page-known = { part-known } { part-source }
civic-correction-page-by = { part-by }

all-clear-sms = { part-opening }, { $area }. Tus lej { $code }. Tsis muaj dab tsi lawm. { all-clear-page-what } { all-clear-page-do } { $link }
all-clear-mail-subject = { part-opening }, { $area }: tsis muaj dab tsi lawm
all-clear-mail-body =
    { part-signed-opening }: tsis muaj dab tsi lawm
    Qhov chaw: { $area }

    { all-clear-page-what }
    { all-clear-page-do }

    { part-known }
    { part-source }
    { part-by }
    Tus lej { $code }. Kuaj ntawm no: { $link }
    { part-care }
all-clear-headline = Tsis muaj dab tsi lawm: { $area }
all-clear-page-what = { $matter ->
    [boil_water] Dej kais huv lawm.
    [snow_emergency] Xwm ceev los daus xaus lawm.
    [rumour_check] Peb tau kuaj yam neeg hais. Tsis muaj tseeb.
    [preparedness] Yam uas tau tshaj tawm xaus lawm.
   *[bulletin] Federal tej haujlwm xaus lawm.
}
all-clear-page-where = { $area }
all-clear-page-do = { $matter ->
    [boil_water] Qhib dej txias tsib feeb ntawm txhua lub kais. Muab cov dej khov uas ua ua ntej pov tseg.
    [snow_emergency] Koj nres tsheb tau li qub.
    [rumour_check] Thov txhob qhia tawm ntxiv. Tsis tas mus ntawd.
    [preparedness] Koj tsis tas ua dab tsi.
   *[bulletin] Tsis tas mus ntawd.
}
all-clear-page-known = { part-known } { part-source }
all-clear-page-by = { part-by }

answers-bulletin-page-q1 = Lub nroog paub dab tsi?
answers-bulletin-page-a1 = Raws li tsab ntawv hais xwb. Ob tug neeg tau kuaj ua ntej xa tawm.
answers-bulletin-page-q2 = Lub nroog puas koom?
answers-bulletin-page-a2 = Tsab ntawv qhia xwb. Lub nroog tsis pab thiab tsis thaiv kev siv txoj cai.
answers-bulletin-page-q3 = Kuv ua tau dab tsi?
answers-bulletin-page-a3 = Thov nyob deb thiab txhob cuam tshuam. Xav tau kev pab thiab cai hu { $hotline }.

answers-preparedness-page-q1 = Yuav muaj thaum twg thiab qhov twg?
answers-preparedness-page-a1 = Peb tsis hais. Peb tsuas qhia yam uas tau hais rau pej xeem, rau tag nrho lub nroog.
answers-preparedness-page-q2 = Kuv npaj li cas?
answers-preparedness-page-a2 = Paub koj tej cai, thiab paub hu rau leej twg. Kev pab thiab cai: { $hotline }.

answers-rumour-check-page-q1 = Puas muaj tseeb?
answers-rumour-check-page-a1 = Peb tsis tau paub. Cov neeg kawm lawm tab tom kuaj. Thaum peb paub peb mam qhia ntxiv.
answers-rumour-check-page-q2 = Kuv puas yuav ceeb toom lwm tus?
answers-rumour-check-page-a2 = Thov tos. Qhia tsuas yog yam uas muaj tus lej uas koj kuaj tau hauv peb lub vev xaib.

answers-boil-water-page-q1 = Da dej puas tau?
answers-boil-water-page-a1 = Neeg laus da tau yog tsis nqos dej. Yog tsab ntawv hais kom txhob siv dej, txhob da.
answers-boil-water-page-q2 = Menyuam mos thiab tsiaj ne?
answers-boil-water-page-a2 = Siv dej hauv fwj rau lawv, lossis dej rhaub qhov chaw uas tsab ntawv hais kom rhaub.
answers-boil-water-page-q3 = Kuv yuav paub li cas tias xaus lawm?
answers-boil-water-page-a3 = Peb xa ntawv hais tias tsis muaj dab tsi lawm rau txhua tus uas tau txais tsab ntawv, tib txoj kev.

answers-snow-emergency-page-q1 = Kuv nres tsheb qhov twg tau?
answers-snow-emergency-page-a1 = Qhov chaw uas tsab ntawv tsis txwv, thiab cov chaw uas nws hais.
answers-snow-emergency-page-q2 = Kuv lub tsheb raug cab lawm. Ua li cas?
answers-snow-emergency-page-a2 = Hu rau lub nroog. Npaj koj lub tsheb cov ntaub ntawv, thiab hais tias nres ntawm txoj kev twg.
