# To those who work here: accounts and roles. Class: sample (machine-drafted, not yet reviewed by a native speaker).

account-dormant-mail-subject = Akoonkaaga ogeysiisyada magaalada: fadlan soo gal
account-dormant-mail-body =
    In muddo ah ma aadan soo gelin ogeysiisyada magaalada. Si aan qof kale u isticmaalin akoonkaaga, waa la xirayaa haddii aadan soo gelin. Maalmaha haray: { $n }.

    Halkan ka soo gal:

    { $link }

    Akoon xiran weli wuu helaa ogeysiisyada, laakiin waxba ma diri karo. Maamulahaagu wuu furayaa marka uu ogaado inaad adigu tahay.

review-due-mail-subject = Ogeysiisyada magaalada: doorar ayaa sugaya xaqiijin
review-due-mail-body =
    In muddo ah cidna ma xaqiijin qofka haya door kasta ee ogeysiisyada magaalada.

    Fadlan eeg liiska oo xaqiiji qof kasta, ama jooji wixii aan hadda jirin:

    { $link }

    Wixii aan cidna xaqiijin iskood ayay u dhammaadaan. Maalmaha haray: { $n }.

role-unconfirmed-mail-subject = Ogeysiisyada magaalada: doorkaagu wuxuu sugayaa xaqiijin
role-unconfirmed-mail-body =
    In muddo ah cidna ma xaqiijin doorkaaga ogeysiisyada magaalada. Haddii aan cidna xaqiijin, iskiis ayuu u dhammaanayaa. Maalmaha haray: { $n }.

    Fadlan weydii xubinta xafiiskaaga ama maamulahaaga. Boggaaga:

    { $link }

role-ended-mail-subject = Ogeysiisyada magaalada: door aad haysay wuu dhammaaday
role-ended-mail-body =
    Door aad ku lahayd ogeysiisyada magaalada wuu dhammaaday, maxaa yeelay cidna waqtigii kuma xaqiijin.

    Haddii aad weli halkan ka shaqeyso, weydii maamulahaaga. Boggaaga:

    { $link }
