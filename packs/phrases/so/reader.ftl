# To one reader, about signing up and stopping. Class: sample (not yet reviewed by a native speaker).

honest-page-holder = { $city } ayaa haysa lambarkaaga ama iimaylkaaga. Waxaa kale oo arka shirkadda fariimahayaga qaadda oo keliya.
honest-page-kept = Waan xidhnaa inta aad diiwaangashan tahay. Markaad joojiso, waan tirtirnaa. Waxaan haynaa calaamad sir ah oo keliya, si aanan mar kale kuugu soo qorin.
honest-page-court = Maxkamad ayaa nagu amri karta inaan bixinno waxa aan hayno.
honest-page-night = Ma kuu soo diri karnaa fariin ka hor 8da subaxnimo haddii ay degdeg tahay?

confirm-ask-sms = Ogeysiisyada magaalada { $city }: fadlan xaqiiji. Ku jawaab YES ama HAA si aad u hesho. Tiradu waxay ku xiran tahay waxa dhaca. Kharash fariin iyo xog ayaa jiri kara. Lambarkaaga waan haynaa ilaa aad joojiso; maxkamad ayaa amri karta. HELP: caawimo. STOP: jooji. Haddii aadan codsan, waxba ha samayn.
confirm-ask-mail-subject = Ogeysiisyada magaalada: fadlan xaqiiji
confirm-ask-mail-body =
    Qof, waxaan rajaynaynaa inaad adigu tahay, ayaa cinwaankan ku codsaday ogeysiisyada magaalada { $city }.

    Si aad u xaqiijiso, fur boggan oo riix badhanka:
    { $link }

    { honest-page-holder }
    { honest-page-kept }
    { honest-page-court }

    Haddii aadan codsan, waxba ha samayn. Iimayl kale nagama heli doontid.
confirm-done-sms = Waxaad heli doontaa ogeysiisyada magaalada: { $area }. Ku jawaab STOP si aad u joojiso, HELP si aad caawimo u hesho. { part-care }
confirm-done-mail-subject = Ogeysiisyada magaalada: waad diiwaangashan tahay
confirm-done-mail-body =
    Waxaad heli doontaa ogeysiisyada magaalada: { $area }.

    Iimayl kasta oo naga yimaada wuxuu leeyahay xiriiriye lagu joojiyo.
    { part-care }
confirm-done-page = Waxaad heli doontaa ogeysiisyada magaalada: { $area }. Mar kasta waad joojin kartaa.
stop-done-sms = Fariimo kale kama heli doontid { $city }. Ku jawaab START si aad mar kale u hesho.
stop-done-mail-subject = Ogeysiisyada magaalada: waad joojisay
stop-done-mail-body = Iimayl kale kama heli doontid { $city }. Bogga ayaad mar kale iska diiwaangelin kartaa.
stop-done-page = Fariimo kale kama heli doontid { $city }. Boggan ayaad mar kale iska diiwaangelin kartaa.
start-done-sms = Mar kale waxaad heli doontaa ogeysiisyada magaalada { $city }. Ku jawaab STOP si aad u joojiso, HELP si aad caawimo u hesho.
help-sms = Ogeysiisyada magaalada { $city }. Khatar: wac 911. Caawimo: wac { $hotline }. Kharash fariin iyo xog ayaa jiri kara. Ku jawaab STOP si aad u joojiso.
language-done-sms = Ogeysiisyada magaaladu hadda waxay ku imanayaan Af-Soomaali. Ku jawaab STOP si aad u joojiso, HELP si aad caawimo u hesho.
report-not-kept-sms = Lambarkani warbixin ma qaado, taadiina ma hayo. Khatar: wac 911. Si aad warbixin u bixiso, wac { $hotline }.
report-not-kept-mail-subject = Ogeysiisyada magaalada: warbixin ma qaadno
report-not-kept-mail-body = Cinwaankani warbixin ma qaado, taadiina ma hayo. Khatar: wac 911. Si aad warbixin u bixiso, wac { $hotline }.
report-not-kept-page = Boggani warbixin ma qaado, taadiina ma hayo. Khatar: wac 911. Si aad warbixin u bixiso, wac { $hotline }.
reply-unread-sms = Lambarkani wuxuu diraa ogeysiisyada magaalada; cidna ma akhrido jawaabaha. Khatar: wac 911. Su'aalo: { $hotline }. HELP: caawimo. STOP: jooji.

fallback-line = { $language }: wac { $languages_phone }.
expired-line = Fadlan wac { $hotline } arrintan.
