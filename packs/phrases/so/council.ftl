# To council offices, approvers and staff. Class: sample (not yet reviewed by a native speaker).

official-sms = Ogeysiis magaalo { $number }, { $area }. Ku jawaab 1 { $code } si aad u qirto. { part-since } { part-what } { part-known } { $link }
official-mail-subject = Ogeysiis magaalo { $number }, { $area }
official-mail-body =
    Ogeysiis magaalo { $number }
    Halka: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    Si aad u sheegto in xafiiskaagu hayo ogeysiiskan, fur boggan oo riix badhanka:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

    Xafiis kastaa isagaa u jawaaba. Ogeysiiskani waa hal dhinac; fadlan dhammaan ha u jawaabin.
official-headline = { $status ->
    [ongoing] Hawl federaal ah: { $area }
    [ended] Way dhammaatay: hawl federaal ah, { $area }
    [publicly_announced] Hawl federaal ah ayaa magaalada looga dhawaaqay
   *[rumour] Lama xaqiijin: hadal ku saabsan hawl federaal ah, { $area }
}
official-page-what = { part-what }
official-page-where = { $area }
official-page-since = { part-since }
official-page-known = { part-known } { part-source }
official-page-do = Fadlan sheeg in xafiiskaagu hayo ogeysiiskan. Xafiis kastaa isagaa u jawaaba.

official-request-sms = Ogeysiis magaalo { $number }, { $area }. Ku jawaab 1 { $code } si aad u qirto. Magaalada caawimo ayaa la weydiistay. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-mail-subject = Ogeysiis magaalo { $number }, { $area }
official-request-mail-body =
    Ogeysiis magaalo { $number }
    Magaalada caawimo ayaa la weydiistay.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    Si aad u sheegto in xafiiskaagu hayo ogeysiiskan, fur boggan oo riix badhanka:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

    Xafiis kastaa isagaa u jawaaba. Ogeysiiskani waa hal dhinac; fadlan dhammaan ha u jawaabin.
official-request-headline = Magaalada caawimo ayaa la weydiistay
official-request-page-what = { part-agency } { part-request-type } { part-city-answer }
official-request-page-where = { $area }
official-request-page-known = Xogta: magaalada ayaa la weydiistay.
official-request-page-do = { official-page-do }

official-request-escalation-sms = Ogeysiis magaalo { $number }, { $area }. { $office } ma jawaabin { $minutes } daqiiqo. Adiga ayaa xiga. Ku jawaab 1 { $code }. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-escalation-mail-subject = { official-escalation-mail-subject }
official-request-escalation-mail-body =
    Ogeysiis magaalo { $number }
    Magaalada caawimo ayaa la weydiistay.

    Weli jawaab kama iman { $office } { $minutes } daqiiqo kaddib. Adiga ayaa xiga.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    Si aad u sheegto in xafiisku hayo ogeysiiskan, fur boggan oo riix badhanka:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

official-escalation-sms = Ogeysiis magaalo { $number }, { $area }. { $office } ma jawaabin { $minutes } daqiiqo. Adiga ayaa xiga. Ku jawaab 1 { $code }. { part-since } { part-what } { $link }
official-escalation-mail-subject = Ogeysiis magaalo { $number }, { $area }: adiga ayaa xiga
official-escalation-mail-body =
    Ogeysiis magaalo { $number }
    Halka: { $area }

    Weli jawaab kama iman { $office } { $minutes } daqiiqo kaddib. Adiga ayaa xiga.

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    Si aad u sheegto in xafiisku hayo ogeysiiskan, fur boggan oo riix badhanka:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

official-correction-sms = Ogeysiis magaalo { $number }, { $area }. Sixid: wixii aan hore u sheegnay ma jiraan. { part-since } { part-what } { part-known } { $link }
official-correction-mail-subject = Ogeysiis magaalo { $number }, { $area }: sixid
official-correction-mail-body =
    Ogeysiis magaalo { $number }: sixid
    Halka: { $area }

    Wixii aan hore u sheegnay ma jiraan. Hadda waa sidan:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { official-correction-page-do }
    Halkan ka eeg: { $link }
official-correction-headline = Sixid { $area }: wixii aan hore u sheegnay ma jiraan
official-correction-page-what = { part-what }
official-correction-page-where = { $area }
official-correction-page-since = { part-since }
official-correction-page-known = { part-known } { part-source }
official-correction-page-do = Fadlan isticmaal waxa halkan lagu sheegay, ha isticmaalin wixii hore loo sheegay.

official-withdrawal-sms = Ogeysiis magaalo { $number }, { $area }. Waa laga noqday. { withdrawal-page-why } { official-withdrawal-page-do } { $link }
official-withdrawal-mail-subject = Ogeysiis magaalo { $number }, { $area }: waa laga noqday
official-withdrawal-mail-body =
    Ogeysiiska { $number } waa laga noqday.
    Halka: { $area }

    { withdrawal-page-why }
    { official-withdrawal-page-do }
    Halkan ka eeg: { $link }
official-withdrawal-headline = { withdrawal-headline }
official-withdrawal-page-why = { withdrawal-page-why }
official-withdrawal-page-do = Fadlan ogeysiiskii hore ha gudbin. Haddii xafiiskaagu gudbiyay, akhristayaashii isla ahaa waa loo sheegayaa.

approval-ask-sms = Ogeysiis magaalo { $number }, { $area }. Nuqulka dadweynaha wuxuu sugayaa hubintaada. { $minutes } daqiiqo kaddib qofka xiga ayaa la weydiinayaa. { $link }
approval-ask-mail-subject = Ogeysiis magaalo { $number }: fadlan hubi
approval-ask-mail-body =
    Nuqulka dadweynaha ee ogeysiiska { $number } wuxuu sugayaa hubintaada.
    Halka: { $area }

    Adigaa shaqada ku jira. { $minutes } daqiiqo kaddib qofka xiga ayaa la weydiinayaa.
    Akhri oo dir, ama dib u celi:
    { $link }

countersign-ask-sms = Ogeysiis magaalo { $number }, { $area }. Waxaa lagu diray hal saxiix. Fadlan ku xaqiiji ama ku diid { $minutes } daqiiqo gudahood. { $link }
countersign-ask-mail-subject = Ogeysiis magaalo { $number }: fadlan xaqiiji
countersign-ask-mail-body =
    Ogeysiiska { $number } waxaa lagu diray hal saxiix.
    Halka: { $area }

    Fadlan ku xaqiiji ama ku diid { $minutes } daqiiqo gudahood. Taas kaddib ogeysiisku wuxuu muujinayaa in cidna samayn, qofka xigana waa la weydiinayaa.
    { $link }

coverage-ask-sms = Ogeysiis magaalo { $number }. { $minutes } daqiiqo kaddib weli lama gudbin: { $area }. Fadlan go'aanso in la gudbiyo. { $link }
coverage-ask-mail-subject = Ogeysiis magaalo { $number }: meelo aan weli la gaarin
coverage-ask-mail-body =
    Ogeysiiska { $number } weli halkan laguma gudbin { $minutes } daqiiqo kaddib: { $area }

    Fadlan go'aanso in la gudbiyo. Waxba iskood uma gudbaan.
    { $link }

ack-done-sms = Mahadsanid. { $office } waxay haysaa ogeysiiska { $number }. Waa la diiwaangeliyay.
ack-done-page = Mahadsanid. { $office } waxay haysaa ogeysiiska { $number }. Waa la diiwaangeliyay.
ack-which-sms = Dhowr ogeysiis ayaa furan. Fadlan ku jawaab 1 iyo koodhka mid: { $codes }
ack-none-sms = Ogeysiis jawaabtaada sugaya ma jiro. Mahadsanid.
decline-done-sms = Mahadsanid. Ma qaadi kartid ogeysiiska { $number }. Qofka xiga ayaa hadda la weydiinayaa.
decline-done-page = Mahadsanid. Ma qaadi kartid ogeysiiska { $number }. Qofka xiga ayaa hadda la weydiinayaa.

number-code-sms = Koodhkaaga ogeysiisyada magaalada: { $code }. Ku qor bogga kaa codsaday. Qofna magaalada kama soo wici doono si uu kuu weydiiyo.

invitation-mail-subject = Gelitaankaaga ogeysiisyada magaalada
invitation-mail-body =
    Waxaa lagugu casuumay inaad ogeysiisyada magaalada kala shaqayso { $office }.

    Fur boggan oo dooro furaha sirta. Hal mar ayuu shaqeeyaa.
    { $link }

    Haddii aadan tan filaynin, waxba ha samayn.
