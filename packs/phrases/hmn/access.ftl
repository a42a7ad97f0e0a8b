# To those who work here: accounts and roles. Class: sample (machine-drafted, not yet reviewed by a native speaker).

account-dormant-mail-subject = Koj tus as khauj rau nroog cov ntawv ceeb toom: thov nkag mus
account-dormant-mail-body =
    Ntev lawm koj tsis tau nkag mus rau nroog cov ntawv ceeb toom. Kom tsis txhob muaj lwm tus siv koj tus as khauj, nws yuav raug xauv yog koj tsis nkag mus. Hnub tshuav: { $n }.

    Nkag mus ntawm no:

    { $link }

    Tus as khauj raug xauv tseem tau txais ntawv ceeb toom, tiam sis xa tsis tau dab tsi. Koj tus thawj tswj yuav qhib thaum nws paub tias yog koj.

review-due-mail-subject = Nroog cov ntawv ceeb toom: muaj cov haujlwm tos kom lees paub
review-due-mail-body =
    Ntev lawm tsis muaj leej twg lees paub tias leej twg tuav txoj haujlwm twg hauv nroog cov ntawv ceeb toom.

    Thov saib daim npe thiab lees paub txhua tus, los sis xaus yam uas tsis siv lawm:

    { $link }

    Yam uas tsis muaj leej twg lees paub yuav xaus nws tus kheej. Hnub tshuav: { $n }.

role-unconfirmed-mail-subject = Nroog cov ntawv ceeb toom: koj txoj haujlwm tos kom lees paub
role-unconfirmed-mail-body =
    Ntev lawm tsis muaj leej twg lees paub koj txoj haujlwm hauv nroog cov ntawv ceeb toom. Yog tsis muaj leej twg lees paub, nws yuav xaus nws tus kheej. Hnub tshuav: { $n }.

    Thov nug tus tswv cuab ntawm koj lub chaw ua haujlwm, los sis koj tus thawj tswj. Koj nplooj:

    { $link }

role-ended-mail-subject = Nroog cov ntawv ceeb toom: koj ib txoj haujlwm xaus lawm
role-ended-mail-body =
    Koj ib txoj haujlwm hauv nroog cov ntawv ceeb toom xaus lawm, vim tsis muaj leej twg lees paub raws sijhawm.

    Yog koj tseem ua haujlwm ntawm no, nug koj tus thawj tswj. Koj nplooj:

    { $link }
