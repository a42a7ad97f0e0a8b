# A las oficinas de la ciudad: espera una tarea del registro. Class: sample (machine-drafted, not yet reviewed by a native speaker).

duty-ask-sms = Registro municipal: la entrada { $number } espera a su oficina, hasta { $until }. Responda 1 { $code } si la tiene, 2 { $code } para preguntar a otra persona, o abra: { $link }
duty-ask-mail-subject = Registro municipal: una entrada espera a su oficina
duty-ask-mail-body =
    Una entrada del registro municipal espera a su oficina: { $number }.

    El plazo termina: { $until }. Abra esta página, por favor, y diga que la tiene:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

    Si nadie responde, se pregunta a la siguiente persona de la lista.
duty-ask-page = La entrada { $number } del registro municipal espera a su oficina. El plazo termina: { $until }.
duty-late-ask-sms = Registro municipal: la entrada { $number } va con retraso. El plazo era { $until }. Responda 1 { $code } si la tiene, 2 { $code } para preguntar a otra persona, o abra: { $link }
duty-late-ask-mail-subject = Registro municipal: una entrada va con retraso
duty-late-ask-mail-body =
    Una entrada del registro municipal va con retraso: { $number }.

    El plazo era { $until }. Las oficinas del concejo la ven hasta que se termine. Abra esta página, por favor, y diga que la tiene:
    { $link }
    O responda al mensaje de texto con 1 { $code }.

    Si nadie responde, se pregunta a la siguiente persona de la lista.
duty-late-ask-page = La entrada { $number } del registro municipal va con retraso. El plazo era { $until }. Las oficinas del concejo la ven hasta que se termine.
duty-done-sms = Gracias. { $office } la tiene. Queda abierta hasta que se termine.
