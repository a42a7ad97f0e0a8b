# To council offices, approvers and staff, White Hmong in RPA. Class: sample (not yet reviewed by a native speaker).

official-sms = Nroog ntawv ceeb toom { $number }, { $area }. Teb 1 { $code } qhia tias tau txais. { part-since } { part-what } { part-known } { $link }
official-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }
official-mail-body =
    Nroog ntawv ceeb toom { $number }
    Qhov chaw: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    Yog xav qhia tias koj lub chaw ua haujlwm tau txais tsab ntawv no, qhib nplooj no thiab nias lub khawm:
    { $link }
    Lossis teb rau cov lus xov tooj 1 { $code }.

    Txhua lub chaw ua haujlwm teb rau nws tus kheej. Tsab ntawv no mus ib sab xwb; thov txhob teb rau txhua tus.
official-headline = { $status ->
    [ongoing] Federal tej haujlwm: { $area }
    [ended] Xaus lawm: federal tej haujlwm, { $area }
    [publicly_announced] Tau tshaj tawm txog federal tej haujlwm hauv lub nroog
   *[rumour] Tsis tau muaj pov thawj: lus hais txog federal tej haujlwm, { $area }
}
official-page-what = { part-what }
official-page-where = { $area }
official-page-since = { part-since }
official-page-known = { part-known } { part-source }
official-page-do = Thov qhia tias koj lub chaw ua haujlwm tau txais tsab ntawv no. Txhua lub chaw ua haujlwm teb rau nws tus kheej.

official-request-sms = Nroog ntawv ceeb toom { $number }, { $area }. Teb 1 { $code } qhia tias tau txais. Luag thov lub nroog pab. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }
official-request-mail-body =
    Nroog ntawv ceeb toom { $number }
    Luag thov lub nroog pab.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    Yog xav qhia tias koj lub chaw ua haujlwm tau txais tsab ntawv no, qhib nplooj no thiab nias lub khawm:
    { $link }
    Lossis teb rau cov lus xov tooj 1 { $code }.

    Txhua lub chaw ua haujlwm teb rau nws tus kheej. Tsab ntawv no mus ib sab xwb; thov txhob teb rau txhua tus.
official-request-headline = Luag thov lub nroog pab
official-request-page-what = { part-agency } { part-request-type } { part-city-answer }
official-request-page-where = { $area }
official-request-page-known = Peb paub vim: luag thov lub nroog.
official-request-page-do = { official-page-do }

official-request-escalation-sms = Nroog ntawv ceeb toom { $number }, { $area }. { $office } tsis tau teb { $minutes } feeb. Tam sim no nug koj. Teb 1 { $code }. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-escalation-mail-subject = { official-escalation-mail-subject }
official-request-escalation-mail-body =
    Nroog ntawv ceeb toom { $number }
    Luag thov lub nroog pab.

    { $office } tseem tsis tau teb tom qab { $minutes } feeb. Tam sim no nug koj.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    Yog xav qhia tias lub chaw ua haujlwm tau txais tsab ntawv no, qhib nplooj no thiab nias lub khawm:
    { $link }
    Lossis teb rau cov lus xov tooj 1 { $code }.

official-escalation-sms = Nroog ntawv ceeb toom { $number }, { $area }. { $office } tsis tau teb { $minutes } feeb. Tam sim no nug koj. Teb 1 { $code }. { part-since } { part-what } { $link }
official-escalation-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }: tam sim no nug koj
official-escalation-mail-body =
    Nroog ntawv ceeb toom { $number }
    Qhov chaw: { $area }

    { $office } tseem tsis tau teb tom qab { $minutes } feeb. Tam sim no nug koj.

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    Yog xav qhia tias lub chaw ua haujlwm tau txais tsab ntawv no, qhib nplooj no thiab nias lub khawm:
    { $link }
    Lossis teb rau cov lus xov tooj 1 { $code }.

official-correction-sms = Nroog ntawv ceeb toom { $number }, { $area }. Kho: tej lus ua ntej tsis siv lawm. { part-since } { part-what } { part-known } { $link }
official-correction-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }: kho
official-correction-mail-body =
    Nroog ntawv ceeb toom { $number }: kho
    Qhov chaw: { $area }

    Tej lus peb hais ua ntej tsis siv lawm. Tam sim no yog li no:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { official-correction-page-do }
    Saib ntawm no: { $link }
official-correction-headline = Kho rau { $area }: tej lus peb hais ua ntej tsis siv lawm
official-correction-page-what = { part-what }
official-correction-page-where = { $area }
official-correction-page-since = { part-since }
official-correction-page-known = { part-known } { part-source }
official-correction-page-do = Thov siv tej lus hais ntawm no, txhob siv tej lus hais ua ntej.

official-withdrawal-sms = Nroog ntawv ceeb toom { $number }, { $area }. Rho tawm lawm. { withdrawal-page-why } { official-withdrawal-page-do } { $link }
official-withdrawal-mail-subject = Nroog ntawv ceeb toom { $number }, { $area }: rho tawm lawm
official-withdrawal-mail-body =
    Nroog ntawv ceeb toom { $number } rho tawm lawm.
    Qhov chaw: { $area }

    { withdrawal-page-why }
    { official-withdrawal-page-do }
    Saib ntawm no: { $link }
official-withdrawal-headline = { withdrawal-headline }
official-withdrawal-page-why = { withdrawal-page-why }
official-withdrawal-page-do = Thov txhob xa tsab ntawv qub mus ntxiv. Yog koj lub chaw ua haujlwm tau xa lawm, cov neeg nyeem qub yuav tau paub.

approval-ask-sms = Nroog ntawv ceeb toom { $number }, { $area }. Tsab rau pej xeem tos koj xyuas. Tom qab { $minutes } feeb yuav nug tus tom ntej. { $link }
approval-ask-mail-subject = Nroog ntawv ceeb toom { $number }: thov xyuas
approval-ask-mail-body =
    Tsab rau pej xeem ntawm ntawv ceeb toom { $number } tos koj xyuas.
    Qhov chaw: { $area }

    Koj tab tom ua haujlwm. Tom qab { $minutes } feeb yuav nug tus tom ntej.
    Nyeem thiab xa tawm, lossis xa rov qab:
    { $link }

countersign-ask-sms = Nroog ntawv ceeb toom { $number }, { $area }. Tau xa nrog ib tus kos npe xwb. Thov lees lossis tsis lees hauv { $minutes } feeb. { $link }
countersign-ask-mail-subject = Nroog ntawv ceeb toom { $number }: thov lees
countersign-ask-mail-body =
    Nroog ntawv ceeb toom { $number } tau xa nrog ib tus kos npe xwb.
    Qhov chaw: { $area }

    Thov lees lossis tsis lees hauv { $minutes } feeb. Tom qab ntawd tsab ntawv qhia tias tsis muaj leej twg ua, thiab yuav nug tus tom ntej.
    { $link }

coverage-ask-sms = Nroog ntawv ceeb toom { $number }. Tom qab { $minutes } feeb tseem tsis tau xa mus rau: { $area }. Thov txiav txim seb xa mus los tsis xa. { $link }
coverage-ask-mail-subject = Nroog ntawv ceeb toom { $number }: cov chaw uas tseem tsis tau txais
coverage-ask-mail-body =
    Nroog ntawv ceeb toom { $number } tseem tsis tau xa mus rau ntawm no tom qab { $minutes } feeb: { $area }

    Thov txiav txim seb xa mus los tsis xa. Tsis muaj dab tsi xa nws tus kheej.
    { $link }

ack-done-sms = Ua tsaug. { $office } tau txais nroog ntawv ceeb toom { $number }. Sau cia lawm.
ack-done-page = Ua tsaug. { $office } tau txais nroog ntawv ceeb toom { $number }. Sau cia lawm.
ack-which-sms = Muaj ob peb tsab tos teb. Thov teb 1 thiab tus lej ntawm ib tsab: { $codes }
ack-none-sms = Tsis muaj tsab ntawv tos koj teb. Ua tsaug.
decline-done-sms = Ua tsaug. Koj txais tsis tau nroog ntawv ceeb toom { $number }. Tam sim no nug tus tom ntej.
decline-done-page = Ua tsaug. Koj txais tsis tau nroog ntawv ceeb toom { $number }. Tam sim no nug tus tom ntej.

number-code-sms = Koj tus code rau nroog cov ntawv ceeb toom: { $code }. Ntaus rau nplooj uas nug koj. Tsis muaj leej twg hauv nroog yuav hu nug koj tus code no.

invitation-mail-subject = Koj txoj kev nkag mus rau nroog cov ntawv ceeb toom
invitation-mail-body =
    Caw koj ua haujlwm nrog nroog cov ntawv ceeb toom rau { $office }.

    Qhib nplooj no thiab xaiv ib tus password. Siv tau ib zaug xwb.
    { $link }

    Yog koj tsis tau tos tsab ntawv no, tsis tas ua dab tsi.
