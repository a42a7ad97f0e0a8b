# To residents. Class: sample (not yet read by counsel or a plain-language editor).

bulletin-sms = { part-opening }, { $area }. Code { $code }. { part-since } { part-what } { part-known } { part-do } { part-help } { $link }
bulletin-mail-subject = { part-opening }, { $area }
bulletin-mail-body =
    { part-signed-opening }
    Where: { $area }

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
    Code { $code }. Check it here: { $link }
    { part-care }
bulletin-headline = { $status ->
    [ongoing] Federal activity in { $area }
    [ended] It has ended: federal activity in { $area }
    [publicly_announced] Federal activity announced for the city
   *[rumour] We do not know yet: talk of federal activity in { $area }
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

correction-sms = { part-opening }, { $area }. Code { $code }. Correction: what we said before no longer holds. { part-since } { part-what } { part-known } { part-do } { $link }
correction-mail-subject = { part-opening }, { $area }: correction
correction-mail-body =
    { part-signed-opening }: correction
    Where: { $area }

    What we said before no longer holds. This holds now:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { bulletin-page-card }

    { part-by }
    Code { $code }. Check it here: { $link }
    { part-care }
correction-headline = Correction for { $area }: what we said before no longer holds
correction-page-what = { part-what }
correction-page-where = { $area }
correction-page-since = { part-since }
correction-page-known = { part-known } { part-source }
correction-page-do = { part-do } { part-help }
correction-page-by = { part-by }

withdrawal-sms = { part-opening }, { $area }. Code { $code }. Withdrawn. { withdrawal-page-why } { withdrawal-page-do } { $link }
withdrawal-mail-subject = { part-opening }, { $area }: withdrawn
withdrawal-mail-body =
    { part-withdrawn }
    Where: { $area }

    { withdrawal-page-why }
    { withdrawal-page-do }

    { part-by }
    Code { $code }. Check it here: { $link }
    { part-care }
withdrawal-headline = { $speaker ->
    [community] Withdrawn: community notice { $number }
   *[city] Withdrawn: city notice { $number }
}
withdrawal-page-why = { $reason ->
    [sent_in_error] The notice was sent in error.
    [not_so] What the notice said was found not to be so.
    [ended_early] What the notice told of has ended.
    [wrong_area] The notice named the wrong area.
   *[test_by_mistake] The notice was a test and was sent by mistake.
}
withdrawal-page-do = You do not need to do anything. Please do not share the old notice.
withdrawal-page-by = { part-by }

own-words-sms = From { $office }: { $words }
own-words-mail-subject = From { $office }
own-words-mail-body =
    From { $office }:
    { $words }
own-words-page = From { $office }: { $words }

card-page = Please stay back from officers at work. Do not block, follow or touch anyone. If somebody is in danger, call 911.

rights-page-silent = Everyone may stay silent and may ask if they are free to leave.
rights-page-warrant = A warrant from a court is signed by a judge. Other papers can look like one. You may ask to read the paper and to see who signed it.
rights-page-lawyer = Everyone may ask for a lawyer before they answer or sign. Free legal help: { $hotline }.
rights-page-limits = This is general information, not legal advice. Rights can differ from case to case.

check-ours-sms = { $speaker ->
    [community] Yes, code { $code } is ours. It is community notice { $number }. Read it as we sent it: { $link }
   *[city] Yes, code { $code } is ours. It is city notice { $number }. Read it as we sent it: { $link }
}
check-ours-page = { $speaker ->
    [community] Yes, this is ours. Code { $code } is community notice { $number }. Below is the text as we sent it.
   *[city] Yes, this is ours. Code { $code } is city notice { $number }. Below is the text as we sent it.
}
check-not-ours-sms = We have published nothing with the code { $code }. Please do not share that message. Questions: { $hotline }. { part-care }
check-not-ours-page = We have published nothing with the code { $code }. Please do not share that message. Questions: { $hotline }.
check-care-page = { part-care } If a message asks for them, it is not ours.
