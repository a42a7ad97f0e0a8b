# Rau cov chaw ua haujlwm: kev sim txhua hmo. Class: sample (machine-drafted, not yet reviewed by a native speaker).

roster-test-sms = Kev sim yav tsaus ntuj ntawm nroog cov ntawv ceeb toom. Tsis muaj dab tsi tshwm sim. Thov teb 1 { $code }, los sis nias lub khawm ntawm no: { $link }
roster-test-mail-subject = Kev sim yav tsaus ntuj ntawm nroog cov ntawv ceeb toom: thov teb
roster-test-mail-body =
    Qhov no yog kev sim yav tsaus ntuj ntawm nroog cov ntawv ceeb toom. Tsis muaj dab tsi tshwm sim.

    Thov qhia tias tiv tauj tau koj lub chaw ua haujlwm. Qhib nplooj no thiab nias lub khawm:
    { $link }
    Los sis teb tsab ntawv xov tooj nrog 1 { $code }.

    Kev sim no tuaj txhua hmo tib lub sijhawm, txawm muaj dab tsi hauv nroog los xij.
roster-test-page = Qhov no yog kev sim yav tsaus ntuj ntawm nroog cov ntawv ceeb toom. Tsis muaj dab tsi tshwm sim. Thov nias lub khawm kom qhia tias tiv tauj tau koj lub chaw ua haujlwm.
roster-test-done-sms = Ua tsaug. { $office } tau teb kev sim yav tsaus ntuj lawm. Tsis muaj dab tsi tshwm sim.
