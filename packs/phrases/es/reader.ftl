# To one reader, about signing up and stopping. Class: sample (not yet reviewed by a native speaker).

honest-page-holder = { $city } tiene su número o su correo. Además, solo lo ve la empresa que lleva nuestros mensajes.
honest-page-kept = Lo guardamos sellado mientras usted esté inscrito. Cuando usted lo deja, lo borramos. Solo queda una marca en clave, para no volver a escribirle.
honest-page-court = Un tribunal puede ordenarnos entregar lo que tenemos.
honest-page-night = ¿Podemos enviarle un mensaje antes de las 8 de la mañana si es urgente?

confirm-ask-sms = Avisos municipales de { $city }. Para recibirlos, responda YES o SI. La cantidad depende de lo que pase. Puede haber cargos por mensajes y datos. Guardamos su contacto hasta que responda STOP; un tribunal puede pedirlo. HELP: ayuda. Si usted no ha pedido esto, no haga nada.
confirm-ask-mail-subject = Avisos municipales: por favor, confirme
confirm-ask-mail-body =
    Alguien, esperamos que usted, pidió los avisos municipales de { $city } en esta dirección.

    Para confirmar, abra esta página y pulse el botón:
    { $link }

    { honest-page-holder }
    { honest-page-kept }
    { honest-page-court }

    Si no lo pidió, no haga nada. No recibirá más correo nuestro.
confirm-done-sms = Ya recibe avisos municipales para { $area }. Responda STOP para dejarlos, HELP para ayuda. { part-care }
confirm-done-mail-subject = Avisos municipales: está inscrito
confirm-done-mail-body =
    Recibirá avisos municipales para { $area }.

    Cada correo nuestro tiene un enlace para dejarlos.
    { part-care }
confirm-done-page = Recibirá avisos municipales para { $area }. Puede dejarlos en cualquier momento.
stop-done-sms = Ya no le enviamos mensajes de { $city }. Responda START para recibirlos de nuevo.
stop-done-mail-subject = Avisos municipales: los ha dejado
stop-done-mail-body = No recibirá más correo de { $city }. Puede inscribirse de nuevo en nuestra página.
stop-done-page = No recibirá más mensajes de { $city }. Puede inscribirse de nuevo en esta página.
start-done-sms = De nuevo le enviamos los avisos municipales de { $city }. Responda STOP para dejarlos, HELP para ayuda.
help-sms = Avisos municipales de { $city }. En peligro, llame al 911. Para ayuda, llame al { $hotline }. Puede haber cargos por mensajes y datos. Responda STOP para dejarlos.
language-done-sms = Los avisos municipales llegan ahora en español. Responda STOP para dejarlos, HELP para ayuda.
report-not-kept-sms = No recibimos informes por mensaje y el suyo no se ha guardado. En peligro, llame al 911. Para informar, llame al { $hotline }.
report-not-kept-mail-subject = Avisos municipales: no recibimos informes
report-not-kept-mail-body = Esta dirección no recibe informes y no guardó el suyo. En peligro, llame al 911. Para informar, llame al { $hotline }.
report-not-kept-page = Esta página no recibe informes y no guardó el suyo. En peligro, llame al 911. Para informar, llame al { $hotline }.
reply-unread-sms = Nadie lee las respuestas a estos avisos municipales. En peligro, llame al 911. Preguntas: { $hotline }. Responda HELP para ayuda, STOP para dejarlos.

fallback-line = { $language }: llame al { $languages_phone }.
expired-line = Por favor, llame al { $hotline } sobre esto.
