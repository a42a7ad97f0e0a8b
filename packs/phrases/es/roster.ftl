# A las oficinas del concejo: la prueba de cada tarde. Class: sample (machine-drafted, not yet reviewed by a native speaker).

roster-test-sms = Prueba de la tarde de los avisos municipales. No ha pasado nada. Responda 1 { $code }, o abra este enlace y confirme: { $link }
roster-test-mail-subject = Prueba de la tarde de los avisos municipales: responda, por favor
roster-test-mail-body =
    Esta es la prueba de la tarde de los avisos municipales. No ha pasado nada.

    Muestre, por favor, que se puede localizar a su oficina. Abra esta página y pulse el botón:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

    La prueba llega cada tarde a la misma hora, pase lo que pase en la ciudad.
roster-test-page = Esta es la prueba de la tarde de los avisos municipales. No ha pasado nada. Pulse el botón para mostrar que se puede localizar a su oficina.
roster-test-done-sms = Gracias. { $office } ha respondido a la prueba de la tarde. No ha pasado nada.
