# To council offices, approvers and staff. Class: sample (not yet reviewed by a native speaker).

official-sms = Aviso municipal { $number }, { $area }. Responda 1 { $code } para acusar recibo. { part-since } { part-what } { part-known } { $link }
official-mail-subject = Aviso municipal { $number }, { $area }
official-mail-body =
    Aviso municipal { $number }
    Dónde: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    Para decir que su oficina tiene este aviso, abra esta página y pulse el botón:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

    Cada oficina responde por sí misma. Este aviso va en un solo sentido; por favor, no responda a todos.
official-headline = { $status ->
    [ongoing] Actividad federal en { $area }
    [ended] Terminó: actividad federal en { $area }
    [publicly_announced] Se anunció actividad federal en la ciudad
   *[rumour] Sin confirmar: se habla de actividad federal en { $area }
}
official-page-what = { part-what }
official-page-where = { $area }
official-page-since = { part-since }
official-page-known = { part-known } { part-source }
official-page-do = Por favor, diga que su oficina tiene este aviso. Cada oficina responde por sí misma.

official-request-sms = Aviso municipal { $number }, { $area }. Responda 1 { $code } para acusar recibo. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-mail-subject = Aviso municipal { $number }, { $area }
official-request-mail-body =
    Aviso municipal { $number }
    Se pidió ayuda a la ciudad.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    Para decir que su oficina tiene este aviso, abra esta página y pulse el botón:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

    Cada oficina responde por sí misma. Este aviso va en un solo sentido; por favor, no responda a todos.
official-request-headline = Se pidió ayuda a la ciudad
official-request-page-what = { part-agency } { part-request-type } { part-city-answer }
official-request-page-where = { $area }
official-request-page-known = Fuente: se pidió a la ciudad.
official-request-page-do = { official-page-do }

official-request-escalation-sms = Aviso municipal { $number }, { $area }. { $office } no responde desde hace { $minutes } min. Ahora le toca a usted. Responda 1 { $code }. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-escalation-mail-subject = { official-escalation-mail-subject }
official-request-escalation-mail-body =
    Aviso municipal { $number }
    Se pidió ayuda a la ciudad.

    { $office } no ha respondido después de { $minutes } minutos. Ahora le toca a usted.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    Para decir que la oficina tiene este aviso, abra esta página y pulse el botón:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

official-escalation-sms = Aviso municipal { $number }, { $area }. { $office } no responde desde hace { $minutes } min. Ahora le toca a usted. Responda 1 { $code }. { part-since } { part-what } { $link }
official-escalation-mail-subject = Aviso municipal { $number }, { $area }: ahora le toca a usted
official-escalation-mail-body =
    Aviso municipal { $number }
    Dónde: { $area }

    { $office } no ha respondido después de { $minutes } minutos. Ahora le toca a usted.

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    Para decir que la oficina tiene este aviso, abra esta página y pulse el botón:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

official-correction-sms = Aviso municipal { $number }, { $area }. Cambio: lo dicho antes ya no vale. { part-since } { part-what } { part-known } { $link }
official-correction-mail-subject = Aviso municipal { $number }, { $area }: corrección
official-correction-mail-body =
    Aviso municipal { $number }: corrección
    Dónde: { $area }

    Lo que dijimos antes ya no vale. Ahora vale esto:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { official-correction-page-do }
    Véalo aquí: { $link }
official-correction-headline = Corrección para { $area }: lo que dijimos antes ya no vale
official-correction-page-what = { part-what }
official-correction-page-where = { $area }
official-correction-page-since = { part-since }
official-correction-page-known = { part-known } { part-source }
official-correction-page-do = Por favor, use lo que se dice ahora y no lo que se dijo antes.

official-withdrawal-sms = Aviso municipal { $number }, { $area }. Retirado. { withdrawal-page-why } { official-withdrawal-page-do } { $link }
official-withdrawal-mail-subject = Aviso municipal { $number }, { $area }: retirado
official-withdrawal-mail-body =
    El aviso municipal { $number } queda retirado.
    Dónde: { $area }

    { withdrawal-page-why }
    { official-withdrawal-page-do }
    Véalo aquí: { $link }
official-withdrawal-headline = { withdrawal-headline }
official-withdrawal-page-why = { withdrawal-page-why }
official-withdrawal-page-do = Por favor, no transmita el aviso anterior. Si su oficina lo ha transmitido, se avisa a los mismos lectores.

approval-ask-sms = Aviso municipal { $number }, { $area }. El texto para residentes espera que usted lo revise. Tras { $minutes } min se pregunta a otra persona. { $link }
approval-ask-mail-subject = Aviso municipal { $number }: por favor, revise
approval-ask-mail-body =
    La versión pública del aviso municipal { $number } espera su revisión.
    Dónde: { $area }

    Usted está de turno. Después de { $minutes } minutos se pregunta a otra persona.
    Léala y envíela, o devuélvala:
    { $link }

countersign-ask-sms = Aviso municipal { $number }, { $area }. Fue enviado con una sola firma. Por favor, diga en { $minutes } min si lo confirma o lo impugna. { $link }
countersign-ask-mail-subject = Aviso municipal { $number }: por favor, confirme
countersign-ask-mail-body =
    El aviso municipal { $number } se envió con una sola firma.
    Dónde: { $area }

    Por favor, confírmelo o impúgnelo en { $minutes } minutos. Después, el aviso muestra que nadie lo hizo y se pregunta a otra persona.
    { $link }

coverage-ask-sms = Aviso municipal { $number }. Tras { $minutes } min no se ha transmitido en: { $area }. Por favor, decida si se transmite. { $link }
coverage-ask-mail-subject = Aviso municipal { $number }: zonas sin cubrir
coverage-ask-mail-body =
    El aviso municipal { $number } aún no se ha transmitido aquí después de { $minutes } minutos: { $area }

    Por favor, decida si se transmite. Nada se transmite por sí solo.
    { $link }

ack-done-sms = Gracias. { $office } tiene el aviso municipal { $number }. Queda registrado.
ack-done-page = Gracias. { $office } tiene el aviso municipal { $number }. Queda registrado.
ack-which-sms = Hay varios avisos abiertos. Por favor, responda 1 y la clave de uno: { $codes }
ack-none-sms = No hay avisos que esperen su respuesta. Gracias.
decline-done-sms = Gracias. Usted no puede atender el aviso municipal { $number }. Ahora se pregunta a otra persona.
decline-done-page = Gracias. Usted no puede atender el aviso municipal { $number }. Ahora se pregunta a otra persona.

number-code-sms = Su clave para los avisos municipales: { $code }. Ponga la clave en la pantalla que la pide. Nadie de la ciudad le va a llamar para pedirla.

invitation-mail-subject = Su entrada a los avisos municipales
invitation-mail-body =
    Se le invita a trabajar con los avisos municipales para { $office }.

    Abra esta página y elija una contraseña. Sirve una sola vez.
    { $link }

    Si no esperaba este mensaje, no haga nada.
