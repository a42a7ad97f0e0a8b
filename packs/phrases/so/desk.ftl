# Miiska bulshada. Class: sample (machine-drafted, not yet reviewed by a native speaker).

caller-received-sms = Waan helnay waxaad noo sheegtay. Haddii ay khatar jirto wac 911. Fadlan ha tagin, qofna ha raacin. Qof ayaa hubinaya, halkan ayaan kaaga jawaabaynaa.
caller-received-mail-subject = Warbixintaada waan helnay
caller-received-mail-body = Waan helnay waxaad noo sheegtay. Haddii ay khatar jirto wac 911. Fadlan ha tagin, qofna ha raacin. Qof ayaa hubinaya, halkan ayaan kaaga jawaabaynaa.

caller-confirmed-sms = Waan hubinnay waxaad noo sheegtay: waa la xaqiijiyay. Fadlan ha tagin. Ogow xuquuqdaada, caawimaad wac { $hotline }.
caller-confirmed-mail-subject = Jawaabta waxaad noo sheegtay
caller-confirmed-mail-body = Waan hubinnay waxaad noo sheegtay: waa la xaqiijiyay. Fadlan ha tagin. Ogow xuquuqdaada, caawimaad wac { $hotline }.

caller-not-immigration-sms = Waan hubinnay waxaad noo sheegtay: wax baa jira, laakiin ma aha fulinta sharciga socdaalka. Fadlan u sheeg dadkii aad u gudbisay.
caller-not-immigration-mail-subject = Jawaabta waxaad noo sheegtay
caller-not-immigration-mail-body = Waan hubinnay waxaad noo sheegtay: wax baa jira, laakiin ma aha fulinta sharciga socdaalka. Fadlan u sheeg dadkii aad u gudbisay.

caller-nothing-there-sms = Waan hubinnay waxaad noo sheegtay: qof baa eegay, waxbana halkaas kama helin. Waad ku mahadsan tahay inaad noo sheegtay.
caller-nothing-there-mail-subject = Jawaabta waxaad noo sheegtay
caller-nothing-there-mail-body = Waan hubinnay waxaad noo sheegtay: qof baa eegay, waxbana halkaas kama helin. Waad ku mahadsan tahay inaad noo sheegtay.

caller-ended-sms = Waan hubinnay waxaad noo sheegtay: way dhammaatay. Caawimaad wac { $hotline }.
caller-ended-mail-subject = Jawaabta waxaad noo sheegtay
caller-ended-mail-body = Waan hubinnay waxaad noo sheegtay: way dhammaatay. Caawimaad wac { $hotline }.

caller-retracted-sms = Jawaabtii aan ku siinnay way khaldanayd, waanan ka noqonnay. Waan ka xunnahay. Su'aalo: { $hotline }.
caller-retracted-mail-subject = Jawaabta waxaad noo sheegtay
caller-retracted-mail-body = Jawaabtii aan ku siinnay way khaldanayd, waanan ka noqonnay. Waan ka xunnahay. Su'aalo: { $hotline }.

caller-not-known-sms = Ma ogaan karin waxay ahayd, mana sii baarayno. Haddii aad mar kale aragto, noo sheeg. Caawimaad wac { $hotline }.
caller-not-known-mail-subject = Jawaabta waxaad noo sheegtay
caller-not-known-mail-body = Ma ogaan karin waxay ahayd, mana sii baarayno. Haddii aad mar kale aragto, noo sheeg. Caawimaad wac { $hotline }.

desk-threat-sms = Hanjabaad ayaa miiska loo sheegay. Haddii aadan wicin 911, wac. Fur miiska: { $link }
desk-threat-mail-subject = Hanjabaad ayaa miiska loo sheegay
desk-threat-mail-body = Hanjabaad ayaa miiska loo sheegay. Haddii aadan wicin 911, wac. Fur miiska: { $link }

look-ask-sms = Wax ma eegi kartaa? Waad diidi kartaa. Ha safrin haddii aadan horeba u dhowayn. Marka hore akhri tilmaamaha badbaadada: { $link }
look-ask-mail-subject = Wax ma eegi kartaa?
look-ask-mail-body = Wax ma eegi kartaa? Waad diidi kartaa. Ha safrin haddii aadan horeba u dhowayn. Marka hore akhri tilmaamaha badbaadada: { $link }

look-not-needed-sms = Qof kale looma baahna. Mahadsanid; fadlan ha tagin.
look-not-needed-mail-subject = Qof kale looma baahna
look-not-needed-mail-body = Qof kale looma baahna. Mahadsanid; fadlan ha tagin.

look-leave-sms = Hadda ka bax. Meel ammaan ah tag, kadibna noo sheeg inaad fiican tahay: { $link }
look-leave-mail-subject = Hadda ka bax
look-leave-mail-body = Hadda ka bax. Meel ammaan ah tag, kadibna noo sheeg inaad fiican tahay: { $link }

look-well-sms = Ma fiican tahay? Fadlan halkan noogu sheeg: { $link }
look-well-mail-subject = Ma fiican tahay?
look-well-mail-body = Ma fiican tahay? Fadlan halkan noogu sheeg: { $link }

look-no-word-sms = Qof eegis u tagay ma sheegin inuu fiican yahay. Fadlan wac. Miiska: { $link }
look-no-word-mail-subject = War lagama hayo qof eegis u tagay
look-no-word-mail-body = Qof eegis u tagay ma sheegin inuu fiican yahay. Fadlan wac. Miiska: { $link }

call-script-page-hello = Kani waa khadka caawimaadda. Haddii qof hadda khatar ku jiro, xir oo wac 911. Magacaaga kuma weydiinayo.
call-script-page-seen = Adigu ma aragtay?
call-script-page-what = Maxaad aragtay? Fadlan ha ii sheegin magacyo iyo taarikooyin.
call-script-page-where = Isgoyskee ama meeshee dadweynaha ayay ahayd, ama qaybtee magaalada? Fadlan ha ii sheegin meesha qof deggan yahay.
call-script-page-when = Goormay ahayd, weli ma socotaa?
call-script-page-who = Sidee ku garatay cidda ay yihiin? Maxaa ku qornaa dharkooda ama gaadiidkooda?
call-script-page-danger = Ma aragtay hub, gaas, qof dhaawacan ama dad badan oo isugu yimid?
call-script-page-answer = Ma kuugu soo diri karnaa jawaabta fariin qoraal ah marka qof hubiyo? Lambarkaagu waa xiran yahay, toddobaad gudihiisna waa la tirtirayaa. Ilaa markaas maxkamad ayaa na amri karta inaan furno. Waad diidi kartaa.
call-script-page-end = Mahadsanid. Fadlan ha tagin, qofna ha raacin. Qof ayaa hubin doona. Haddii ay khatar jirto wac 911.
