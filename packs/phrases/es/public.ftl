# To residents. Class: sample (not yet reviewed by a native speaker).

bulletin-sms = { part-opening }, { $area }. Clave { $code }. { part-since } { part-what } { part-known } { part-do } { part-help } { $link }
bulletin-mail-subject = { part-opening }, { $area }
bulletin-mail-body =
    { part-signed-opening }
    Dónde: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }
    { part-until }

    { part-do }
    { part-help }

    { bulletin-page-card }
    { part-rights }

    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
bulletin-headline = { $status ->
    [ongoing] Actividad federal en { $area }
    [ended] Ha terminado: actividad federal en { $area }
    [publicly_announced] Se anunció actividad federal en la ciudad
   *[rumour] Aún no sabemos: se habla de actividad federal en { $area }
}
bulletin-page-what = { part-what }
bulletin-page-where = { $area }
bulletin-page-since = { part-since }
bulletin-page-until = { part-until }
bulletin-page-do = { part-do } { part-help }
bulletin-page-known = { part-known } { part-source }
bulletin-page-by = { part-by }
bulletin-page-card = { card-page }
bulletin-page-rights = { part-rights }

correction-sms = { part-opening }, { $area }. Clave { $code }. Cambio: lo dicho antes ya no vale. { part-since } { part-what } { part-known } { part-do } { $link }
correction-mail-subject = { part-opening }, { $area }: corrección
correction-mail-body =
    { part-signed-opening }: corrección
    Dónde: { $area }

    Lo que dijimos antes ya no vale. Ahora vale esto:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { bulletin-page-card }

    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
correction-headline = Corrección para { $area }: lo que dijimos antes ya no vale
correction-page-what = { part-what }
correction-page-where = { $area }
correction-page-since = { part-since }
correction-page-known = { part-known } { part-source }
correction-page-do = { part-do } { part-help }
correction-page-by = { part-by }

withdrawal-sms = { part-opening }, { $area }. Clave { $code }. Retirado. { withdrawal-page-why } { withdrawal-page-do } { $link }
withdrawal-mail-subject = { part-opening }, { $area }: retirado
withdrawal-mail-body =
    { part-withdrawn }
    Dónde: { $area }

    { withdrawal-page-why }
    { withdrawal-page-do }

    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
withdrawal-headline = { $speaker ->
    [community] Retirado: aviso comunitario { $number }
   *[city] Retirado: aviso municipal { $number }
}
withdrawal-page-why = { $reason ->
    [sent_in_error] El aviso fue enviado por error.
    [not_so] Lo dicho en el aviso no es cierto.
    [ended_early] Lo dicho en el aviso ha terminado.
    [wrong_area] El aviso nombraba una zona equivocada.
   *[test_by_mistake] El aviso era una prueba y fue enviado por error.
}
withdrawal-page-do = No tiene que hacer nada. Por favor, no comparta el aviso anterior.
withdrawal-page-by = { part-by }

own-words-sms = De { $office }: { $words }
own-words-mail-subject = De { $office }
own-words-mail-body =
    De { $office }:
    { $words }
own-words-page = De { $office }: { $words }

card-page = Por favor, manténgase lejos de los agentes que trabajan. No bloquee, no siga y no toque a nadie. Si alguien está en peligro, llame al 911.

rights-page-silent = Toda persona puede guardar silencio y puede preguntar si es libre de irse.
rights-page-warrant = Una orden de un tribunal está firmada por un juez. Otros papeles pueden parecerse. Usted puede pedir leer el papel y ver quién lo firmó.
rights-page-lawyer = Toda persona puede pedir un abogado antes de responder o firmar. Ayuda legal gratis: { $hotline }.
rights-page-limits = Esto es información general, no consejo legal. Los derechos pueden variar según el caso.

check-ours-sms = { $speaker ->
    [community] La clave { $code } es nuestra: es el aviso comunitario { $number }. Vea el texto que enviamos: { $link }
   *[city] La clave { $code } es nuestra: es el aviso municipal { $number }. Vea el texto que enviamos: { $link }
}
check-ours-page = { $speaker ->
    [community] Sí, es nuestro. La clave { $code } es del aviso comunitario { $number }. Abajo está el texto tal como lo enviamos.
   *[city] Sí, es nuestro. La clave { $code } es del aviso municipal { $number }. Abajo está el texto tal como lo enviamos.
}
check-not-ours-sms = No hemos publicado nada con la clave { $code }. Por favor, no comparta ese mensaje. Preguntas: { $hotline }. { part-care }
check-not-ours-page = No hemos publicado nada con la clave { $code }. Por favor, no comparta ese mensaje. Preguntas: { $hotline }.
check-care-page = { part-care } Si un mensaje los pide, no es nuestro.
