# To residents: the city's own matters, what is over, what people say. Class: sample (not yet read by counsel or a plain-language editor).

preparedness-sms = City notice { $number }, { $area }. Code { $code }. { preparedness-page-what } { preparedness-do } { part-help } { $link }
preparedness-mail-subject = City notice { $number }, { $area }
preparedness-mail-body =
    City notice { $number }
    Where: { $area }

    { preparedness-page-what }
    { preparedness-do }
    { part-source }

    { part-help }
    { part-rights }

    { card-page }

    { part-by }
    Code { $code }. Check it here: { $link }
    { part-care }
preparedness-headline = Federal activity announced: know your rights and whom to call
preparedness-page-what = A public statement announces federal activity in the city. This notice gives no time and no place.
preparedness-page-where = { $area }
preparedness-do = You do not need to do anything now. It helps to know your rights and whom to call.
preparedness-page-do = { preparedness-do } { part-help }
preparedness-page-known = { part-known } { part-source }
preparedness-page-by = { part-by }
preparedness-page-card = { card-page }
preparedness-page-rights = { part-rights }

rumour-check-sms = { part-opening }, { $area }. Code { $code }. { rumour-check-page-what } { rumour-check-page-do } { part-help } { $link }
rumour-check-mail-subject = { part-opening }, { $area }
rumour-check-mail-body =
    { part-signed-opening }
    Where: { $area }

    { rumour-check-page-what }
    { rumour-check-page-do }

    { part-help }

    { card-page }

    { rumour-check-page-source }
    { part-by }
    Code { $code }. Check it here: { $link }
    { part-care }
rumour-check-headline = We do not know yet: talk of federal activity in { $area }
rumour-check-page-what = People say in public that there is federal activity. We do not know yet if it is so. We say more when we know.
rumour-check-page-where = { $area }
rumour-check-page-do = Please do not share it. There is no need to go there.
rumour-check-page-source = We speak of it because it is said in public.
rumour-check-page-by = { part-by }
rumour-check-page-card = { card-page }

rumour-answer-sms = { part-opening }, { $area }. Code { $code }. We know more now. { part-since } { part-what } { part-known } { part-do } { $link }
rumour-answer-mail-subject = { part-opening }, { $area }: we know more now
rumour-answer-mail-body =
    { part-signed-opening }: we know more now
    Where: { $area }

    We told you that we did not know yet. This is so:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { card-page }

    { part-by }
    Code { $code }. Check it here: { $link }
    { part-care }
rumour-answer-headline = We know more now about { $area }
rumour-answer-page-what = { part-what }
rumour-answer-page-where = { $area }
rumour-answer-page-since = { part-since }
rumour-answer-page-known = { part-known } { part-source }
rumour-answer-page-do = { part-do } { part-help }
rumour-answer-page-by = { part-by }

boil-water-sms = City notice { $number }, { $area }. Code { $code }. { boil-water-what } { boil-water-do } { civic-help-at } { civic-until } { $link }
boil-water-mail-subject = City notice { $number }, { $area }
boil-water-mail-body =
    City notice { $number }
    Where: { $area }

    { boil-water-page-what }
    { civic-since }
    { civic-until }

    { boil-water-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Code { $code }. Check it here: { $link }
boil-water-headline = { $advice ->
    [boil] Boil tap water in { $area }
    [do_not_drink] Do not drink tap water in { $area }
   *[do_not_use] Do not use tap water in { $area }
}
boil-water-what = { $cause ->
    [main_break] A water pipe broke. The tap water may not be safe.
    [bacteria_found] A test found bacteria in the tap water.
    [pressure_lost] The water lost pressure. The tap water may not be safe.
   *[treatment_fault] A step that cleans the water failed. The tap water may not be safe.
}
boil-water-do = { $advice ->
    [boil] Boil tap water for one minute before you drink it, cook or brush your teeth with it.
    [do_not_drink] Do not drink the tap water, not even boiled. Use bottled water.
   *[do_not_use] Do not use the tap water for anything. Use bottled water.
}
boil-water-page-what = { boil-water-what }
boil-water-page-where = { $area }
boil-water-page-since = { civic-since }
boil-water-page-until = { civic-until }
boil-water-page-do = { boil-water-do } If you are ill after you drank it, call a doctor.
boil-water-page-place = { civic-help-at }
boil-water-page-known = { part-known } { part-source }
boil-water-page-by = { part-by }

snow-emergency-sms = City notice { $number }, { $area }. Code { $code }. A snow emergency. { civic-since } { snow-emergency-do } { civic-help-at } { civic-until } { $link }
snow-emergency-mail-subject = City notice { $number }, { $area }
snow-emergency-mail-body =
    City notice { $number }
    Where: { $area }

    { snow-emergency-page-what }
    { civic-since }
    { civic-until }

    { snow-emergency-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Code { $code }. Check it here: { $link }
snow-emergency-headline = Snow emergency in { $area }
snow-emergency-do = { $advice ->
    [routes] Do not park on snow emergency routes.
    [even_side] Do not park on the side of the street with even numbers.
   *[odd_side] Do not park on the side of the street with odd numbers.
}
snow-emergency-page-what = The city clears the snow, and parking is limited.
snow-emergency-page-where = { $area }
snow-emergency-page-since = { civic-since }
snow-emergency-page-until = { civic-until }
snow-emergency-page-do = { snow-emergency-do } A car that stands there can be towed.
snow-emergency-page-place = { civic-help-at }
snow-emergency-page-known = { part-known } { part-source }
snow-emergency-page-by = { part-by }

civic-since = { $has_begins ->
    [yes] It begins on { $begins }.
   *[no] It holds now.
}
civic-until = { $has_until ->
    [yes] It holds until { $until }.
   *[no] It holds until we say that it is over.
}
civic-help-at = { $has_place ->
    [yes] You find help here: { $place }.
   *[no] { "" }
}

civic-correction-sms = City notice { $number }, { $area }. Code { $code }. Correction: what we said before no longer holds. { civic-correction-page-what } { civic-since } { civic-correction-page-do } { civic-until } { $link }
civic-correction-mail-subject = City notice { $number }, { $area }: correction
civic-correction-mail-body =
    City notice { $number }: correction
    Where: { $area }

    What we said before no longer holds. This holds now:
    { civic-correction-page-what }
    { civic-since }
    { civic-until }

    { civic-correction-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Code { $code }. Check it here: { $link }
civic-correction-headline = Correction for { $area }: what we said before no longer holds
civic-correction-page-what = { $matter ->
    [boil_water] { boil-water-what }
   *[snow_emergency] Parking is limited by a snow emergency.
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

all-clear-sms = { part-opening }, { $area }. Code { $code }. All clear. { all-clear-page-what } { all-clear-page-do } { $link }
all-clear-mail-subject = { part-opening }, { $area }: all clear
all-clear-mail-body =
    { part-signed-opening }: all clear
    Where: { $area }

    { all-clear-page-what }
    { all-clear-page-do }

    { part-known }
    { part-source }
    { part-by }
    Code { $code }. Check it here: { $link }
    { part-care }
all-clear-headline = All clear for { $area }
all-clear-page-what = { $matter ->
    [boil_water] The tap water is safe again.
    [snow_emergency] The snow emergency is over.
    [rumour_check] We checked what people said. It is not so.
    [preparedness] What was announced is over.
   *[bulletin] The federal activity is over.
}
all-clear-page-where = { $area }
all-clear-page-do = { $matter ->
    [boil_water] Let cold water run for five minutes at each tap. Throw away ice that you made before.
    [snow_emergency] You may park as usual.
    [rumour_check] Please do not share it any more. There is no need to go there.
    [preparedness] You do not need to do anything.
   *[bulletin] There is no need to go there.
}
all-clear-page-known = { part-known } { part-source }
all-clear-page-by = { part-by }

answers-bulletin-page-q1 = What does the city know?
answers-bulletin-page-a1 = What the notice says, and no more. Two people checked it before it went out.
answers-bulletin-page-q2 = Does the city take part?
answers-bulletin-page-a2 = The notice only informs. The city neither helps nor hinders enforcement by it.
answers-bulletin-page-q3 = What can I do?
answers-bulletin-page-a3 = Please stay back and do not interfere. For help and rights call { $hotline }.

answers-preparedness-page-q1 = When and where will it be?
answers-preparedness-page-a1 = We do not say. We tell only what was stated in public, for the whole city.
answers-preparedness-page-q2 = How can I be ready?
answers-preparedness-page-a2 = Know your rights, and know whom to call. Help and rights: { $hotline }.

answers-rumour-check-page-q1 = Is it true?
answers-rumour-check-page-a1 = We do not know yet. Trained people are looking. We say more when we know.
answers-rumour-check-page-q2 = Should I warn others?
answers-rumour-check-page-a2 = Please wait. Share only what carries a code that you can check on our page.

answers-boil-water-page-q1 = Is it safe to shower?
answers-boil-water-page-a1 = Adults may shower if they do not swallow water. If the notice says not to use the water, do not shower.
answers-boil-water-page-q2 = What about babies and pets?
answers-boil-water-page-a2 = Use bottled water for them, or water that was boiled where the notice says to boil it.
answers-boil-water-page-q3 = How will I know that it is over?
answers-boil-water-page-a3 = We send an all-clear to everybody who got the notice, by the same way.

answers-snow-emergency-page-q1 = Where can I park?
answers-snow-emergency-page-a1 = Where the notice does not forbid it, and at the places that it names.
answers-snow-emergency-page-q2 = My car was towed. What now?
answers-snow-emergency-page-a2 = Call the city. Have the number of your car at hand, and say in which street it stood.
