# To one reader, about signing up and stopping, White Hmong in RPA. Class: sample (not yet reviewed by a native speaker).

honest-page-holder = { $city } khaws koj tus xov tooj lossis email. Tsuas yog lub tuam txhab uas xa peb cov lus thiaj pom thiab.
honest-page-kept = Peb khaws cia kaw zoo thaum koj tseem sau npe. Thaum koj tso tseg, peb lwv tawm. Peb khaws ib lub cim zais xwb, kom peb tsis sau tuaj rau koj ntxiv.
honest-page-court = Tsev hais plaub yuam tau peb muab tej peb khaws tawm.
honest-page-night = Peb xa lus tuaj ua ntej 8 teev sawv ntxov tau los tsis tau, yog tias ceev?

confirm-ask-sms = Nroog cov ntawv ceeb toom ntawm { $city }: thov lees. Teb YES lossis YOG kom tau txais. Yuav muaj tsawg los coob raws li muaj xwm. Tej zaum yuav tau them nqi xov tooj. Peb khaws koj tus lej txog thaum koj tso tseg; tsev hais plaub yuam tau. HELP: pab. STOP: tso tseg. Yog koj tsis tau thov, tsis tas ua dab tsi.
confirm-ask-mail-subject = Nroog cov ntawv ceeb toom: thov lees
confirm-ask-mail-body =
    Muaj ib tug, tej zaum yog koj, tau thov nroog cov ntawv ceeb toom ntawm { $city } rau qhov email no.

    Yog xav lees, qhib nplooj no thiab nias lub khawm:
    { $link }

    { honest-page-holder }
    { honest-page-kept }
    { honest-page-court }

    Yog koj tsis tau thov, tsis tas ua dab tsi. Koj yuav tsis tau email ntxiv ntawm peb.
confirm-done-sms = Koj yuav tau txais nroog cov ntawv ceeb toom rau { $area }. Teb STOP kom tso tseg, HELP kom tau kev pab. { part-care }
confirm-done-mail-subject = Nroog cov ntawv ceeb toom: koj sau npe lawm
confirm-done-mail-body =
    Koj yuav tau txais nroog cov ntawv ceeb toom rau { $area }.

    Txhua tsab email ntawm peb muaj qhov txuas kom tso tseg.
    { part-care }
confirm-done-page = Koj yuav tau txais nroog cov ntawv ceeb toom rau { $area }. Koj tso tseg tau txhua lub sijhawm.
stop-done-sms = Koj yuav tsis tau lus ntxiv ntawm { $city }. Teb START kom rov tau txais.
stop-done-mail-subject = Nroog cov ntawv ceeb toom: koj tso tseg lawm
stop-done-mail-body = Koj yuav tsis tau email ntxiv ntawm { $city }. Koj rov sau npe tau ntawm peb nplooj.
stop-done-page = Koj yuav tsis tau lus ntxiv ntawm { $city }. Koj rov sau npe tau ntawm nplooj no.
start-done-sms = Koj yuav rov tau txais nroog cov ntawv ceeb toom ntawm { $city }. Teb STOP kom tso tseg, HELP kom tau kev pab.
help-sms = Nroog cov ntawv ceeb toom ntawm { $city }. Muaj xwm ceev: hu 911. Kev pab: hu { $hotline }. Tej zaum yuav tau them nqi xov tooj. Teb STOP kom tso tseg.
language-done-sms = Nroog cov ntawv ceeb toom yuav tuaj ua lus Hmoob. Teb STOP kom tso tseg, HELP kom tau kev pab.
report-not-kept-sms = Tus lej no txais tsis tau lus qhia thiab tsis tau khaws koj li. Muaj xwm ceev: hu 911. Yog xav qhia, hu { $hotline }.
report-not-kept-mail-subject = Nroog cov ntawv ceeb toom: peb txais tsis tau lus qhia
report-not-kept-mail-body = Qhov email no txais tsis tau lus qhia thiab tsis tau khaws koj li. Muaj xwm ceev: hu 911. Yog xav qhia, hu { $hotline }.
report-not-kept-page = Nplooj no txais tsis tau lus qhia thiab tsis tau khaws koj li. Muaj xwm ceev: hu 911. Yog xav qhia, hu { $hotline }.
reply-unread-sms = Tus lej no xa nroog cov ntawv ceeb toom; tsis muaj leej twg nyeem lus teb. Muaj xwm ceev: hu 911. Lus nug: { $hotline }. HELP: pab. STOP: tso tseg.

fallback-line = { $language }: hu { $languages_phone }.
expired-line = Thov hu { $hotline } txog qhov no.
