# Lub rooj ntawm zej zog. Class: sample (machine-drafted, not yet reviewed by a native speaker).

caller-received-sms = Peb tau txais qhov koj qhia. Yog muaj xwm txheej ceev hu 911. Thov txhob mus qhov ntawd thiab txhob raws leej twg. Muaj neeg kuaj, peb yuav teb rau ntawm no.
caller-received-mail-subject = Peb tau txais koj daim ntawv qhia
caller-received-mail-body = Peb tau txais qhov koj qhia. Yog muaj xwm txheej ceev hu 911. Thov txhob mus qhov ntawd thiab txhob raws leej twg. Muaj neeg kuaj, peb yuav teb rau ntawm no.

caller-confirmed-sms = Peb tau kuaj qhov koj qhia: nws muaj tseeb. Thov txhob mus qhov ntawd. Paub koj cov cai, yog xav tau kev pab hu { $hotline }.
caller-confirmed-mail-subject = Lus teb rau qhov koj qhia
caller-confirmed-mail-body = Peb tau kuaj qhov koj qhia: nws muaj tseeb. Thov txhob mus qhov ntawd. Paub koj cov cai, yog xav tau kev pab hu { $hotline }.

caller-not-immigration-sms = Peb tau kuaj qhov koj qhia: muaj tiag, tab sis tsis yog kev tswj neeg txawv teb chaws. Thov qhia cov neeg uas koj tau hais rau.
caller-not-immigration-mail-subject = Lus teb rau qhov koj qhia
caller-not-immigration-mail-body = Peb tau kuaj qhov koj qhia: muaj tiag, tab sis tsis yog kev tswj neeg txawv teb chaws. Thov qhia cov neeg uas koj tau hais rau.

caller-nothing-there-sms = Peb tau kuaj qhov koj qhia: muaj neeg mus saib thiab tsis pom dab tsi. Ua tsaug uas koj qhia peb.
caller-nothing-there-mail-subject = Lus teb rau qhov koj qhia
caller-nothing-there-mail-body = Peb tau kuaj qhov koj qhia: muaj neeg mus saib thiab tsis pom dab tsi. Ua tsaug uas koj qhia peb.

caller-ended-sms = Peb tau kuaj qhov koj qhia: nws dhau lawm. Yog xav tau kev pab hu { $hotline }.
caller-ended-mail-subject = Lus teb rau qhov koj qhia
caller-ended-mail-body = Peb tau kuaj qhov koj qhia: nws dhau lawm. Yog xav tau kev pab hu { $hotline }.

caller-retracted-sms = Qhov peb teb koj tsis raug, peb rho nws tawm. Peb thov txim. Muaj lus nug: { $hotline }.
caller-retracted-mail-subject = Lus teb rau qhov koj qhia
caller-retracted-mail-body = Qhov peb teb koj tsis raug, peb rho nws tawm. Peb thov txim. Muaj lus nug: { $hotline }.

caller-not-known-sms = Peb nrhiav tsis tau tias yog dab tsi, thiab tsis nrhiav ntxiv lawm. Yog koj pom dua, qhia peb. Yog xav tau kev pab hu { $hotline }.
caller-not-known-mail-subject = Lus teb rau qhov koj qhia
caller-not-known-mail-body = Peb nrhiav tsis tau tias yog dab tsi, thiab tsis nrhiav ntxiv lawm. Yog koj pom dua, qhia peb. Yog xav tau kev pab hu { $hotline }.

desk-threat-sms = Muaj lus hem qhia rau lub rooj. Yog tias koj tseem tsis tau hu 911, hu. Qhib lub rooj: { $link }
desk-threat-mail-subject = Muaj lus hem qhia rau lub rooj
desk-threat-mail-body = Muaj lus hem qhia rau lub rooj. Yog tias koj tseem tsis tau hu 911, hu. Qhib lub rooj: { $link }

look-ask-sms = Koj puas mus saib tau ib yam? Koj tsis kam los tau. Txhob mus yog koj tsis nyob ze. Nyeem cov lus qhia kev nyab xeeb ua ntej: { $link }
look-ask-mail-subject = Koj puas mus saib tau ib yam?
look-ask-mail-body = Koj puas mus saib tau ib yam? Koj tsis kam los tau. Txhob mus yog koj tsis nyob ze. Nyeem cov lus qhia kev nyab xeeb ua ntej: { $link }

look-not-needed-sms = Tsis xav tau neeg ntxiv lawm. Ua tsaug; thov txhob mus.
look-not-needed-mail-subject = Tsis xav tau neeg ntxiv lawm
look-not-needed-mail-body = Tsis xav tau neeg ntxiv lawm. Ua tsaug; thov txhob mus.

look-leave-sms = Tawm tam sim no. Mus rau qhov chaw nyab xeeb, ces qhia peb tias koj zoo: { $link }
look-leave-mail-subject = Tawm tam sim no
look-leave-mail-body = Tawm tam sim no. Mus rau qhov chaw nyab xeeb, ces qhia peb tias koj zoo: { $link }

look-well-sms = Koj puas nyob zoo? Thov qhia peb ntawm no: { $link }
look-well-mail-subject = Koj puas nyob zoo?
look-well-mail-body = Koj puas nyob zoo? Thov qhia peb ntawm no: { $link }

look-no-word-sms = Ib tug neeg uas mus saib tsis tau qhia tias nws zoo. Thov hu rau nws. Lub rooj: { $link }
look-no-word-mail-subject = Tsis muaj xov los ntawm tus neeg mus saib
look-no-word-mail-body = Ib tug neeg uas mus saib tsis tau qhia tias nws zoo. Thov hu rau nws. Lub rooj: { $link }

call-script-page-hello = Qhov no yog tus xov tooj pab. Yog muaj leej twg raug xwm txheej ceev tam sim no, dai xov tooj thiab hu 911. Kuv tsis nug koj lub npe.
call-script-page-seen = Koj puas tau pom nws tus kheej?
call-script-page-what = Koj pom dab tsi? Thov txhob qhia npe lossis naj npawb tsheb rau kuv.
call-script-page-where = Nws nyob ntawm qhov kev sib tshuam lossis qhov chaw pej xeem twg, lossis nyob rau thaj tsam twg ntawm lub nroog? Thov txhob qhia kuv tias leej twg nyob qhov twg.
call-script-page-when = Nws tshwm sim thaum twg, thiab nws tseem tab tom tshwm sim los?
call-script-page-who = Koj paub li cas tias lawv yog leej twg? Muaj dab tsi sau rau ntawm lawv cov khaub ncaws lossis tsheb?
call-script-page-danger = Koj puas pom riam phom, pa roj, neeg raug mob, lossis neeg coob?
call-script-page-answer = Peb puas xa tau lo lus teb rau koj ua ntawv luv thaum muaj neeg tau kuaj lawm? Koj tus naj npawb raug kaw cia thiab yuav raug lwv tsis pub dhau ib lub lim tiam. Txog thaum ntawd lub tsev hais plaub yuav txib tau kom peb qhib. Koj hais tsis kam los tau.
call-script-page-end = Ua tsaug. Thov txhob mus qhov ntawd thiab txhob raws leej twg. Yuav muaj neeg kuaj. Yog muaj xwm txheej ceev hu 911.
