# Xafiisyada golaha: tijaabada fiid kasta. Class: sample (machine-drafted, not yet reviewed by a native speaker).

roster-test-sms = Tijaabada fiidkii ee ogeysiisyada magaalada. Waxba ma dhicin. Fadlan ku jawaab 1 { $code }, ama halkan ka riix badhanka: { $link }
roster-test-mail-subject = Tijaabada fiidkii ee ogeysiisyada magaalada: fadlan ka jawaab
roster-test-mail-body =
    Tani waa tijaabada fiidkii ee ogeysiisyada magaalada. Waxba ma dhicin.

    Fadlan muuji in xafiiskaaga la heli karo. Fur boggan oo riix badhanka:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

    Tijaabadu waxay timaaddaa fiid kasta isla saacadda, wax kasta oo magaalada ka socda.
roster-test-page = Tani waa tijaabada fiidkii ee ogeysiisyada magaalada. Waxba ma dhicin. Fadlan riix badhanka si aad u muujiso in xafiiskaaga la heli karo.
roster-test-done-sms = Mahadsanid. { $office } way ka jawaabtay tijaabada fiidkii. Waxba ma dhicin.
