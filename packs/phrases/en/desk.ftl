# Of the community's desk: to callers, confirmers and who leads the shift. Class: sample (not yet read by counsel or a plain-language editor).

caller-received-sms = We got what you told us. In danger call 911. Please do not go there, and do not follow anybody. Somebody checks, and we answer here.
caller-received-mail-subject = We got your report
caller-received-mail-body = We got what you told us. In danger call 911. Please do not go there, and do not follow anybody. Somebody checks, and we answer here.

caller-confirmed-sms = We checked what you told us: it is confirmed. Please do not go there. Know your rights, and for help call { $hotline }.
caller-confirmed-mail-subject = An answer to what you told us
caller-confirmed-mail-body = We checked what you told us: it is confirmed. Please do not go there. Know your rights, and for help call { $hotline }.

caller-not-immigration-sms = We checked what you told us: it is real, but it is not immigration enforcement. Please tell those to whom you passed it on.
caller-not-immigration-mail-subject = An answer to what you told us
caller-not-immigration-mail-body = We checked what you told us: it is real, but it is not immigration enforcement. Please tell those to whom you passed it on.

caller-nothing-there-sms = We checked what you told us: somebody looked and found nothing there. Thank you for telling us.
caller-nothing-there-mail-subject = An answer to what you told us
caller-nothing-there-mail-body = We checked what you told us: somebody looked and found nothing there. Thank you for telling us.

caller-ended-sms = We checked what you told us: it is over. For help call { $hotline }.
caller-ended-mail-subject = An answer to what you told us
caller-ended-mail-body = We checked what you told us: it is over. For help call { $hotline }.

caller-retracted-sms = What we answered you was wrong, and we take it back. We are sorry. Questions: { $hotline }.
caller-retracted-mail-subject = An answer to what you told us
caller-retracted-mail-body = What we answered you was wrong, and we take it back. We are sorry. Questions: { $hotline }.

caller-not-known-sms = We could not find out what it was, and look no further. If you see it again, tell us. For help call { $hotline }.
caller-not-known-mail-subject = An answer to what you told us
caller-not-known-mail-body = We could not find out what it was, and look no further. If you see it again, tell us. For help call { $hotline }.

desk-threat-sms = A threat was told to the desk. If you have not called 911, do. Open the desk: { $link }
desk-threat-mail-subject = A threat was told to the desk
desk-threat-mail-body = A threat was told to the desk. If you have not called 911, do. Open the desk: { $link }

look-ask-sms = Can you look at something? You may say no. Do not travel if you are not already near. Read the safety brief first: { $link }
look-ask-mail-subject = Can you look at something?
look-ask-mail-body = Can you look at something? You may say no. Do not travel if you are not already near. Read the safety brief first: { $link }

look-not-needed-sms = No more needed. Thank you; please do not go.
look-not-needed-mail-subject = No more needed
look-not-needed-mail-body = No more needed. Thank you; please do not go.

look-leave-sms = Leave now. Go somewhere safe, then tell us that you are well: { $link }
look-leave-mail-subject = Leave now
look-leave-mail-body = Leave now. Go somewhere safe, then tell us that you are well: { $link }

look-well-sms = Are you well? Please tell us here: { $link }
look-well-mail-subject = Are you well?
look-well-mail-body = Are you well? Please tell us here: { $link }

look-no-word-sms = Somebody who went to look has not said that they are well. Please call them. The desk: { $link }
look-no-word-mail-subject = No word from somebody who went to look
look-no-word-mail-body = Somebody who went to look has not said that they are well. Please call them. The desk: { $link }

call-script-page-hello = This is the hotline. If anybody is in danger now, hang up and call 911. I do not ask your name.
call-script-page-seen = Did you see it yourself?
call-script-page-what = What did you see? Please tell me no names and no plates.
call-script-page-where = At which crossing or public place was it, or in which part of the city? Please do not tell me where anybody lives.
call-script-page-when = When was it, and is it still going on?
call-script-page-who = How could you tell who they were? What was written on their clothes or on their vehicles?
call-script-page-danger = Did you see weapons, gas, anybody hurt, or a crowd?
call-script-page-answer = May we send you the answer by text message when somebody has looked? Your number is sealed and gone within a week. Until then a court can order us to open it. You may say no.
call-script-page-end = Thank you. Please do not go there, and do not follow anybody. Somebody will check. In danger call 911.
