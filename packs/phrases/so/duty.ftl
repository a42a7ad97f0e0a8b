# Xafiisyada magaalada: waajib diiwaanka ayaa sugaya. Class: sample (machine-drafted, not yet reviewed by a native speaker).

duty-ask-sms = Diiwaanka magaalada: qoraalka { $number } wuxuu sugayaa xafiiskaaga, ilaa { $until }. Ku jawaab 1 { $code } haddii aad hayso, 2 { $code } qofka xiga, ama fur: { $link }
duty-ask-mail-subject = Diiwaanka magaalada: qoraal ayaa sugaya xafiiskaaga
duty-ask-mail-body =
    Qoraal ka mid ah diiwaanka magaalada ayaa sugaya xafiiskaaga: { $number }.

    Waqtigu wuxuu ku eg yahay { $until }. Fadlan fur boggan oo sheeg inaad hayso:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

    Haddii aan cidna jawaabin, qofka xiga ee liiska ayaa la weydiinayaa.
duty-ask-page = Qoraalka { $number } ee diiwaanka magaalada wuxuu sugayaa xafiiskaaga. Waqtigu wuxuu ku eg yahay { $until }.
duty-late-ask-sms = Diiwaanka magaalada: qoraalka { $number } waa daahay. Waqtigu wuxuu ahaa { $until }. Ku jawaab 1 { $code } haddii aad hayso, 2 { $code } qofka xiga, ama fur: { $link }
duty-late-ask-mail-subject = Diiwaanka magaalada: qoraal ayaa daahay
duty-late-ask-mail-body =
    Qoraal ka mid ah diiwaanka magaalada ayaa daahay: { $number }.

    Waqtigu wuxuu ahaa { $until }. Xafiisyada golaha way arkayaan ilaa la dhammeeyo. Fadlan fur boggan oo sheeg inaad hayso:
    { $link }
    Ama fariinta qoraalka ah ku jawaab 1 { $code }.

    Haddii aan cidna jawaabin, qofka xiga ee liiska ayaa la weydiinayaa.
duty-late-ask-page = Qoraalka { $number } ee diiwaanka magaalada waa daahay. Waqtigu wuxuu ahaa { $until }. Xafiisyada golaha way arkayaan ilaa la dhammeeyo.
duty-done-sms = Mahadsanid. { $office } way haysaa. Waa furan yahay ilaa la dhammeeyo.
