# To council offices, approvers and staff. Class: sample (not yet read by counsel or a plain-language editor).

official-sms = City notice { $number }, { $area }. Reply 1 { $code } to acknowledge. { part-since } { part-what } { part-known } { $link }
official-mail-subject = City notice { $number }, { $area }
official-mail-body =
    City notice { $number }
    Where: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    To say that your office has this notice, open this page and press the button:
    { $link }
    Or reply to the text message with 1 { $code }.

    Each office answers for itself. This notice goes one way; please do not answer to all.
official-headline = { $status ->
    [ongoing] Federal activity in { $area }
    [ended] Ended: federal activity in { $area }
    [publicly_announced] Federal activity announced for the city
   *[rumour] Not confirmed: talk of federal activity in { $area }
}
official-page-what = { part-what }
official-page-where = { $area }
official-page-since = { part-since }
official-page-known = { part-known } { part-source }
official-page-do = Please say that your office has this notice. Each office answers for itself.

official-request-sms = City notice { $number }, { $area }. Reply 1 { $code } to acknowledge. The city was asked for help. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-mail-subject = City notice { $number }, { $area }
official-request-mail-body =
    City notice { $number }
    The city was asked for help.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    To say that your office has this notice, open this page and press the button:
    { $link }
    Or reply to the text message with 1 { $code }.

    Each office answers for itself. This notice goes one way; please do not answer to all.
official-request-headline = The city was asked for help
official-request-page-what = { part-agency } { part-request-type } { part-city-answer }
official-request-page-where = { $area }
official-request-page-known = How we know: the city was asked.
official-request-page-do = { official-page-do }

official-request-escalation-sms = City notice { $number }, { $area }. { $office } has not answered for { $minutes } min. You are asked next. Reply 1 { $code } to acknowledge. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-escalation-mail-subject = { official-escalation-mail-subject }
official-request-escalation-mail-body =
    City notice { $number }
    The city was asked for help.

    There is no answer yet from { $office } after { $minutes } minutes. You are asked next.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    To say that the office has this notice, open this page and press the button:
    { $link }
    Or reply to the text message with 1 { $code }.

official-escalation-sms = City notice { $number }, { $area }. { $office } has not answered for { $minutes } min. You are asked next. Reply 1 { $code } to acknowledge. { part-since } { part-what } { $link }
official-escalation-mail-subject = City notice { $number }, { $area }: you are asked next
official-escalation-mail-body =
    City notice { $number }
    Where: { $area }

    There is no answer yet from { $office } after { $minutes } minutes. You are asked next.

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    To say that the office has this notice, open this page and press the button:
    { $link }
    Or reply to the text message with 1 { $code }.

official-correction-sms = City notice { $number }, { $area }. Correction: what we said before no longer holds. { part-since } { part-what } { part-known } { $link }
official-correction-mail-subject = City notice { $number }, { $area }: correction
official-correction-mail-body =
    City notice { $number }: correction
    Where: { $area }

    What we said before no longer holds. This holds now:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { official-correction-page-do }
    See it here: { $link }
official-correction-headline = Correction for { $area }: what we said before no longer holds
official-correction-page-what = { part-what }
official-correction-page-where = { $area }
official-correction-page-since = { part-since }
official-correction-page-known = { part-known } { part-source }
official-correction-page-do = Please use what is said here, and not what was said before.

official-withdrawal-sms = City notice { $number }, { $area }. Withdrawn. { withdrawal-page-why } { official-withdrawal-page-do } { $link }
official-withdrawal-mail-subject = City notice { $number }, { $area }: withdrawn
official-withdrawal-mail-body =
    City notice { $number } is withdrawn.
    Where: { $area }

    { withdrawal-page-why }
    { official-withdrawal-page-do }
    See it here: { $link }
official-withdrawal-headline = { withdrawal-headline }
official-withdrawal-page-why = { withdrawal-page-why }
official-withdrawal-page-do = Please do not pass the old notice on. If your office passed it on, the same readers are told.

approval-ask-sms = City notice { $number }, { $area }. A public version waits for your review. After { $minutes } min the next person is asked. { $link }
approval-ask-mail-subject = City notice { $number }: please review
approval-ask-mail-body =
    A public version of city notice { $number } waits for your review.
    Where: { $area }

    You are on duty. After { $minutes } minutes the next person is asked.
    Read it and send it, or send it back:
    { $link }

countersign-ask-sms = City notice { $number }, { $area }. It was sent on one signature. Please confirm or dispute it within { $minutes } min. { $link }
countersign-ask-mail-subject = City notice { $number }: please confirm
countersign-ask-mail-body =
    City notice { $number } was sent on one signature.
    Where: { $area }

    Please confirm or dispute it within { $minutes } minutes. After that the notice shows that nobody did, and the next person is asked.
    { $link }

coverage-ask-sms = City notice { $number }. Not yet passed on after { $minutes } min: { $area }. Please decide whether to pass it on. { $link }
coverage-ask-mail-subject = City notice { $number }: areas not yet covered
coverage-ask-mail-body =
    City notice { $number } was not yet passed on here after { $minutes } minutes: { $area }

    Please decide whether to pass it on. Nothing is passed on by itself.
    { $link }

ack-done-sms = Thank you. { $office } has city notice { $number }. This is recorded.
ack-done-page = Thank you. { $office } has city notice { $number }. This is recorded.
ack-which-sms = Several notices are open. Please reply 1 and the code of one: { $codes }
ack-none-sms = No notice waits for your answer. Thank you.
decline-done-sms = Thank you. You cannot take city notice { $number }. The next person is asked now.
decline-done-page = Thank you. You cannot take city notice { $number }. The next person is asked now.

number-code-sms = Your code for the city notices: { $code }. Type it on the page that asked for it. Nobody from the city will phone you and ask for it.

invitation-mail-subject = Your way in to the city notices
invitation-mail-body =
    You are invited to work with the city notices for { $office }.

    Open this page and choose a password. It works once.
    { $link }

    If you did not expect this, do nothing.
