# To residents: the city's own matters, what is over, what people say. Class: sample (not yet reviewed by a native speaker).

preparedness-sms = Ogeysiis magaalo { $number }, { $area }. Koodh { $code }. { preparedness-page-what } { preparedness-do } { part-help } { $link }
preparedness-mail-subject = Ogeysiis magaalo { $number }, { $area }
preparedness-mail-body =
    Ogeysiis magaalo { $number }
    Halka: { $area }

    { preparedness-page-what }
    { preparedness-do }
    { part-source }

    { part-help }
    { part-rights }

    { card-page }

    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
preparedness-headline = Hawl federaal ah ayaa lagu dhawaaqay: ogow xuquuqdaada iyo cidda aad wacayso
preparedness-page-what = Bayaan dadweyne ayaa ku dhawaaqay hawl federaal ah oo magaalada ah. Ogeysiiskani ma sheego waqti iyo meel.
preparedness-page-where = { $area }
preparedness-do = Hadda waxba uma baahnid inaad samayso. Waxaa wanaagsan inaad ogaato xuquuqdaada iyo cidda aad wacayso.
preparedness-page-do = { preparedness-do } { part-help }
preparedness-page-known = { part-known } { part-source }
preparedness-page-by = { part-by }
preparedness-page-card = { card-page }
preparedness-page-rights = { part-rights }

rumour-check-sms = { part-opening }, { $area }. Koodh { $code }. { rumour-check-page-what } { rumour-check-page-do } { part-help } { $link }
rumour-check-mail-subject = { part-opening }, { $area }
rumour-check-mail-body =
    { part-signed-opening }
    Halka: { $area }

    { rumour-check-page-what }
    { rumour-check-page-do }

    { part-help }

    { card-page }

    { rumour-check-page-source }
    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
rumour-check-headline = Weli ma ogin: hadal ku saabsan hawl federaal ah, { $area }
rumour-check-page-what = Dadku waxay si fagaare ah u sheegayaan hawl federaal ah. Weli ma ogin in ay run tahay. Markaan ogaanno ayaan wax sheegaynaa.
rumour-check-page-where = { $area }
rumour-check-page-do = Fadlan ha wadaagin. Looma baahna in meesha la tago.
rumour-check-page-source = Waxaan uga hadlaynaa sababta oo ah si fagaare ah ayaa loo sheegayaa.
rumour-check-page-by = { part-by }
rumour-check-page-card = { card-page }

rumour-answer-sms = { part-opening }, { $area }. Koodh { $code }. Hadda wax badan baan ognahay. { part-since } { part-what } { part-known } { part-do } { $link }
rumour-answer-mail-subject = { part-opening }, { $area }: hadda wax badan baan ognahay
rumour-answer-mail-body =
    { part-signed-opening }: hadda wax badan baan ognahay
    Halka: { $area }

    Waxaan kuu sheegnay in aanaan weli ogayn. Waa sidan:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { card-page }

    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
rumour-answer-headline = Hadda wax badan baan ka ognahay { $area }
rumour-answer-page-what = { part-what }
rumour-answer-page-where = { $area }
rumour-answer-page-since = { part-since }
rumour-answer-page-known = { part-known } { part-source }
rumour-answer-page-do = { part-do } { part-help }
rumour-answer-page-by = { part-by }

boil-water-sms = Ogeysiis magaalo { $number }, { $area }. Koodh { $code }. { boil-water-what } { boil-water-do } { civic-help-at } { civic-until } { $link }
boil-water-mail-subject = Ogeysiis magaalo { $number }, { $area }
boil-water-mail-body =
    Ogeysiis magaalo { $number }
    Halka: { $area }

    { boil-water-page-what }
    { civic-since }
    { civic-until }

    { boil-water-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
boil-water-headline = { $advice ->
    [boil] Karkari biyaha tuubada: { $area }
    [do_not_drink] Ha cabbin biyaha tuubada: { $area }
   *[do_not_use] Ha isticmaalin biyaha tuubada: { $area }
}
boil-water-what = { $cause ->
    [main_break] Dhuun biyood ayaa jabtay. Biyaha tuubadu ammaan ma ahaan karaan.
    [bacteria_found] Baaritaan ayaa bakteeriya ka helay biyaha tuubada.
    [pressure_lost] Cadaadiskii biyaha ayaa hoos u dhacay. Biyaha tuubadu ammaan ma ahaan karaan.
   *[treatment_fault] Tallaabo nadiifisa biyaha ayaa fashilantay. Biyaha tuubadu ammaan ma ahaan karaan.
}
boil-water-do = { $advice ->
    [boil] Biyaha tuubada karkari hal daqiiqo ka hor intaadan cabbin, wax ku karin ama ilkaha ku cadayan.
    [do_not_drink] Ha cabbin biyaha tuubada, xitaa haddii la karkariyo. Isticmaal biyo dhalo ah.
   *[do_not_use] Biyaha tuubada waxba ha u isticmaalin. Isticmaal biyo dhalo ah.
}
boil-water-page-what = { boil-water-what }
boil-water-page-where = { $area }
boil-water-page-since = { civic-since }
boil-water-page-until = { civic-until }
boil-water-page-do = { boil-water-do } Haddii aad xanuunsato ka dib markii aad cabtay, wac dhakhtar.
boil-water-page-place = { civic-help-at }
boil-water-page-known = { part-known } { part-source }
boil-water-page-by = { part-by }

snow-emergency-sms = Ogeysiis magaalo { $number }, { $area }. Koodh { $code }. Xaalad degdeg ah oo baraf. { civic-since } { snow-emergency-do } { civic-help-at } { civic-until } { $link }
snow-emergency-mail-subject = Ogeysiis magaalo { $number }, { $area }
snow-emergency-mail-body =
    Ogeysiis magaalo { $number }
    Halka: { $area }

    { snow-emergency-page-what }
    { civic-since }
    { civic-until }

    { snow-emergency-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
snow-emergency-headline = Xaalad degdeg ah oo baraf: { $area }
snow-emergency-do = { $advice ->
    [routes] Gaari ha dhigan waddooyinka degdegga barafka.
    [even_side] Gaari ha dhigan dhinaca waddada ee lambarrada dhabanka ah.
   *[odd_side] Gaari ha dhigan dhinaca waddada ee lambarrada kisiga ah.
}
snow-emergency-page-what = Magaaladu barafka ayay ka nadiifinaysaa, dhigashada gaadhiduna waa xaddidan tahay.
snow-emergency-page-where = { $area }
snow-emergency-page-since = { civic-since }
snow-emergency-page-until = { civic-until }
snow-emergency-page-do = { snow-emergency-do } Gaari halkaas taagan waa la qaadi karaa.
snow-emergency-page-place = { civic-help-at }
snow-emergency-page-known = { part-known } { part-source }
snow-emergency-page-by = { part-by }

civic-since = { $has_begins ->
    [yes] Waxay bilaabmaysaa { $begins }.
   *[no] Hadda way jirtaa.
}
civic-until = { $has_until ->
    [yes] Waxay jirtaa ilaa { $until }.
   *[no] Waxay jirtaa ilaa aan sheegno in ay dhammaatay.
}
civic-help-at = { $has_place ->
    [yes] Caawimo waxaad ka helaysaa: { $place }.
   *[no] { "" }
}

civic-correction-sms = Ogeysiis magaalo { $number }, { $area }. Koodh { $code }. Sixid: wixii aan hore u sheegnay ma jiraan. { civic-correction-page-what } { civic-since } { civic-correction-page-do } { civic-until } { $link }
civic-correction-mail-subject = Ogeysiis magaalo { $number }, { $area }: sixid
civic-correction-mail-body =
    Ogeysiis magaalo { $number }: sixid
    Halka: { $area }

    Wixii aan hore u sheegnay ma jiraan. Hadda waa sidan:
    { civic-correction-page-what }
    { civic-since }
    { civic-until }

    { civic-correction-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
civic-correction-headline = Sixid { $area }: wixii aan hore u sheegnay ma jiraan
civic-correction-page-what = { $matter ->
    [boil_water] { boil-water-what }
   *[snow_emergency] Dhigashada gaadhida waxaa xaddidaysa xaalad baraf.
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

all-clear-sms = { part-opening }, { $area }. Koodh { $code }. Khatartu way dhammaatay. { all-clear-page-what } { all-clear-page-do } { $link }
all-clear-mail-subject = { part-opening }, { $area }: khatartu way dhammaatay
all-clear-mail-body =
    { part-signed-opening }: khatartu way dhammaatay
    Halka: { $area }

    { all-clear-page-what }
    { all-clear-page-do }

    { part-known }
    { part-source }
    { part-by }
    Koodh { $code }. Halkan ka hubi: { $link }
    { part-care }
all-clear-headline = Khatartu way dhammaatay: { $area }
all-clear-page-what = { $matter ->
    [boil_water] Biyaha tuubadu mar kale waa ammaan.
    [snow_emergency] Xaaladdii barafka way dhammaatay.
    [rumour_check] Waan hubinnay wixii dadku sheegeen. Run ma aha.
    [preparedness] Wixii lagu dhawaaqay way dhammaadeen.
   *[bulletin] Hawshii federaalku way dhammaatay.
}
all-clear-page-where = { $area }
all-clear-page-do = { $matter ->
    [boil_water] Tuubo kasta biyo qabow ka daa shan daqiiqo. Tuur barafkii aad hore u samaysay.
    [snow_emergency] Gaari sidii caadiga ahayd ayaad u dhigan kartaa.
    [rumour_check] Fadlan mar dambe ha wadaagin. Looma baahna in meesha la tago.
    [preparedness] Waxba uma baahnid inaad samayso.
   *[bulletin] Looma baahna in meesha la tago.
}
all-clear-page-known = { part-known } { part-source }
all-clear-page-by = { part-by }

answers-bulletin-page-q1 = Maxay magaaladu og tahay?
answers-bulletin-page-a1 = Wixii ogeysiisku sheegay oo keliya. Laba qof ayaa hubiyay ka hor intii aan la dirin.
answers-bulletin-page-q2 = Magaaladu ma ka qayb qaadataa?
answers-bulletin-page-a2 = Ogeysiisku wuxuu bixiyaa war keliya. Magaaladu kuma caawiso kumana hor istaagto fulinta.
answers-bulletin-page-q3 = Maxaan samayn karaa?
answers-bulletin-page-a3 = Fadlan ka fogow hana farogelin. Caawimo iyo xuquuq wac { $hotline }.

answers-preparedness-page-q1 = Goorma iyo xaggee ayay noqonaysaa?
answers-preparedness-page-a1 = Ma sheegno. Waxaan sheegnaa wixii si fagaare ah loo yiri oo keliya, magaalada oo dhan.
answers-preparedness-page-q2 = Sideen isu diyaarin karaa?
answers-preparedness-page-a2 = Ogow xuquuqdaada iyo cidda aad wacayso. Caawimo iyo xuquuq: { $hotline }.

answers-rumour-check-page-q1 = Ma run baa?
answers-rumour-check-page-a1 = Weli ma ogin. Dad tababaran ayaa hubinaya. Markaan ogaanno ayaan wax sheegaynaa.
answers-rumour-check-page-q2 = Ma u digaa dadka kale?
answers-rumour-check-page-a2 = Fadlan sug. Wadaag oo keliya wixii leh koodh aad boggeenna ka hubin karto.

answers-boil-water-page-q1 = Ma ku qubaysan karaa?
answers-boil-water-page-a1 = Dadka waaweyni way ku qubaysan karaan haddii aanay liqin. Haddii ogeysiisku yiraahdo ha isticmaalin biyaha, ha ku qubaysan.
answers-boil-water-page-q2 = Ka warran dhallaanka iyo xayawaanka guriga?
answers-boil-water-page-a2 = U isticmaal biyo dhalo ah, ama biyo la karkariyay meesha ogeysiisku yiraahdo karkari.
answers-boil-water-page-q3 = Sideen ku ogaanayaa in ay dhammaatay?
answers-boil-water-page-a3 = Qof kasta oo helay ogeysiiska waxaan isla habkaas ugu diraynaa in khatartu dhammaatay.

answers-snow-emergency-page-q1 = Xaggee gaari dhigan karaa?
answers-snow-emergency-page-a1 = Meesha aanu ogeysiisku diidin, iyo meelaha uu sheegay.
answers-snow-emergency-page-q2 = Gaarigayga waa la qaaday. Hadda maxaa la sameeyaa?
answers-snow-emergency-page-a2 = Wac magaalada. Diyaarso xogta gaarigaaga, sheegna waddada uu taagnaa.
