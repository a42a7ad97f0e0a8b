# To those who work here: accounts and roles. Class: sample (not yet read by counsel or a plain-language editor).

account-dormant-mail-subject = Your account for the city notices: please sign in
account-dormant-mail-body =
    You have not signed in to the city notices for a while. So that nobody else can use your account, it is locked when you do not sign in. Days left: { $n }.

    Sign in here:

    { $link }

    A locked account still gets notices, but can send nothing. Your administrator unlocks it when they know that it is you.

review-due-mail-subject = City notices: roles wait to be confirmed
review-due-mail-body =
    Nobody has confirmed for a while who holds which role in the city notices.

    Please look at the list and confirm each person, or end what no longer holds:

    { $link }

    What nobody confirms ends by itself. Days left: { $n }.

role-unconfirmed-mail-subject = City notices: your role waits to be confirmed
role-unconfirmed-mail-body =
    Nobody has confirmed your role in the city notices for a while. If nobody does, it ends by itself. Days left: { $n }.

    Please ask the member of your office, or your administrator. Your page:

    { $link }

role-ended-mail-subject = City notices: a role of yours has ended
role-ended-mail-body =
    A role of yours in the city notices has ended, because nobody confirmed it in time.

    If you still work here, ask your administrator. Your page:

    { $link }
