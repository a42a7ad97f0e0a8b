# Rau nroog cov chaw ua haujlwm: ib txoj haujlwm tos. Class: sample (machine-drafted, not yet reviewed by a native speaker).

duty-ask-sms = Nroog phau sau npe: tsab { $number } tos koj lub chaw ua haujlwm, txog { $until }. Teb 1 { $code } yog koj muaj lawm, 2 { $code } nug tus tom ntej, los sis qhib: { $link }
duty-ask-mail-subject = Nroog phau sau npe: ib tsab tos koj lub chaw ua haujlwm
duty-ask-mail-body =
    Ib tsab hauv nroog phau sau npe tos koj lub chaw ua haujlwm: { $number }.

    Lub sijhawm kawg yog { $until }. Thov qhib nplooj no thiab hais tias koj muaj lawm:
    { $link }
    Los sis teb tsab ntawv xov tooj nrog 1 { $code }.

    Yog tsis muaj leej twg teb, peb nug tus tom ntej.
duty-ask-page = Tsab { $number } hauv nroog phau sau npe tos koj lub chaw ua haujlwm. Lub sijhawm kawg yog { $until }.
duty-late-ask-sms = Nroog phau sau npe: tsab { $number } lig lawm. Lub sijhawm kawg yog { $until }. Teb 1 { $code } yog koj muaj lawm, 2 { $code } nug tus tom ntej, los sis qhib: { $link }
duty-late-ask-mail-subject = Nroog phau sau npe: ib tsab lig lawm
duty-late-ask-mail-body =
    Ib tsab hauv nroog phau sau npe lig lawm: { $number }.

    Lub sijhawm kawg yog { $until }. Cov chaw ua haujlwm council pom nws mus txog thaum ua tiav. Thov qhib nplooj no thiab hais tias koj muaj lawm:
    { $link }
    Los sis teb tsab ntawv xov tooj nrog 1 { $code }.

    Yog tsis muaj leej twg teb, peb nug tus tom ntej.
duty-late-ask-page = Tsab { $number } hauv nroog phau sau npe lig lawm. Lub sijhawm kawg yog { $until }. Cov chaw ua haujlwm council pom nws mus txog thaum ua tiav.
duty-done-sms = Ua tsaug. { $office } muaj lawm. Nws qhib mus txog thaum ua tiav.
