# To one reader, about signing up and stopping. Class: sample (not yet read by counsel or a plain-language editor).

honest-page-holder = { $city } holds your number or mail address. Only the company that carries our messages also sees it.
honest-page-kept = We keep it sealed while you are signed up. When you stop, we delete it. We keep only a coded mark, so that we do not write to you again.
honest-page-court = A court can order us to hand over what we hold.
honest-page-night = May we text before 8 in the morning if it is urgent?

confirm-ask-sms = City notices of { $city }: please confirm. Reply YES to get them by text. How many depends on what happens. Message and data rates may apply. We hold your number until you stop; a court can order it. Reply HELP for help, STOP to stop. If you did not ask, do nothing.
confirm-ask-mail-subject = City notices: please confirm
confirm-ask-mail-body =
    Somebody, we hope you, asked for city notices of { $city } at this address.

    To confirm, open this page and press the button:
    { $link }

    { honest-page-holder }
    { honest-page-kept }
    { honest-page-court }

    If you did not ask, do nothing. You will get no more mail from us.
confirm-done-sms = You will get city notices for { $area }. Reply STOP to stop, HELP for help. { part-care }
confirm-done-mail-subject = City notices: you are signed up
confirm-done-mail-body =
    You will get city notices for { $area }.

    Every mail from us has a link to stop.
    { part-care }
confirm-done-page = You will get city notices for { $area }. You can stop at any time.
stop-done-sms = You will get no more messages from { $city }. Reply START to get them again.
stop-done-mail-subject = City notices: you have stopped them
stop-done-mail-body = You will get no more mail from { $city }. You can sign up again on our page.
stop-done-page = You will get no more messages from { $city }. You can sign up again on this page.
start-done-sms = You will get city notices of { $city } again. Reply STOP to stop, HELP for help.
help-sms = City notices of { $city }. In danger call 911. For help call { $hotline }. Message and data rates may apply. Reply STOP to stop.
language-done-sms = City notices will now come in English. Reply STOP to stop, HELP for help.
report-not-kept-sms = This number cannot take reports and did not keep yours. For danger call 911. To report, call { $hotline }.
report-not-kept-mail-subject = City notices: we cannot take reports
report-not-kept-mail-body = This address cannot take reports and did not keep yours. For danger call 911. To report, call { $hotline }.
report-not-kept-page = This page cannot take reports and did not keep yours. For danger call 911. To report, call { $hotline }.
reply-unread-sms = This number sends city notices; nobody reads replies. In danger call 911. Questions: { $hotline }. Reply HELP for help, STOP to stop.

fallback-line = For { $language } call { $languages_phone }.
expired-line = Please call { $hotline } about this.
