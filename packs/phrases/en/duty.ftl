# To offices of the city: a duty of the register waits. Class: sample (not yet read by counsel or a plain-language editor).

duty-ask-sms = City register: entry { $number } waits for your office, by { $until }. Reply 1 { $code } when you have it, 2 { $code } to ask the next person, or open: { $link }
duty-ask-mail-subject = City register: an entry waits for your office
duty-ask-mail-body =
    An entry of the city register waits for your office: { $number }.

    It is due by { $until }. Please open this page and say that you have it:
    { $link }
    Or reply to the text message with 1 { $code }.

    If nobody answers, the next person on the list is asked.
duty-ask-page = Entry { $number } of the city register waits for your office. It is due by { $until }.
duty-late-ask-sms = City register: entry { $number } is late. It was due { $until }. Reply 1 { $code } when you have it, 2 { $code } to ask the next person, or open: { $link }
duty-late-ask-mail-subject = City register: an entry is late
duty-late-ask-mail-body =
    An entry of the city register is late: { $number }.

    It was due { $until }. Council offices see it until it is done. Please open this page and say that you have it:
    { $link }
    Or reply to the text message with 1 { $code }.

    If nobody answers, the next person on the list is asked.
duty-late-ask-page = Entry { $number } of the city register is late. It was due { $until }. Council offices see it until it is done.
duty-done-sms = Thank you. { $office } has it. It stays open until it is done.
