# To residents: the city's own matters, what is over, what people say. Class: sample (not yet reviewed by a native speaker).
# Written without á, í, ó and ú where a text message uses them: one of these letters makes it UCS-2 and twice as dear.

preparedness-sms = Aviso municipal { $number }, { $area }. Clave { $code }. { preparedness-page-what } { preparedness-do } { part-help } { $link }
preparedness-mail-subject = Aviso municipal { $number }, { $area }
preparedness-mail-body =
    Aviso municipal { $number }
    Dónde: { $area }

    { preparedness-page-what }
    { preparedness-do }
    { part-source }

    { part-help }
    { part-rights }

    { card-page }

    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
preparedness-headline = Se anunció actividad federal: conozca sus derechos y a quién llamar
preparedness-page-what = Un comunicado anuncia actividad federal en la ciudad. Este aviso no da hora ni lugar.
preparedness-page-where = { $area }
preparedness-do = No tiene que hacer nada ahora. Ayuda conocer sus derechos y tener a quien llamar.
preparedness-page-do = { preparedness-do } { part-help }
preparedness-page-known = { part-known } { part-source }
preparedness-page-by = { part-by }
preparedness-page-card = { card-page }
preparedness-page-rights = { part-rights }

rumour-check-sms = { part-opening }, { $area }. Clave { $code }. { rumour-check-page-what } { rumour-check-page-do } { part-help } { $link }
rumour-check-mail-subject = { part-opening }, { $area }
rumour-check-mail-body =
    { part-signed-opening }
    Dónde: { $area }

    { rumour-check-page-what }
    { rumour-check-page-do }

    { part-help }

    { card-page }

    { rumour-check-page-source }
    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
rumour-check-headline = Aún no sabemos: se habla de actividad federal en { $area }
rumour-check-page-what = Se dice que hay actividad federal. No sabemos si es cierto. Diremos cuando lo sepamos.
rumour-check-page-where = { $area }
rumour-check-page-do = Por favor, no lo comparta. No hace falta ir.
rumour-check-page-source = Hablamos de ello porque se dice en público.
rumour-check-page-by = { part-by }
rumour-check-page-card = { card-page }

rumour-answer-sms = { part-opening }, { $area }. Clave { $code }. Ahora sabemos algo nuevo. { part-since } { part-what } { part-known } { part-do } { $link }
rumour-answer-mail-subject = { part-opening }, { $area }: ahora sabemos más
rumour-answer-mail-body =
    { part-signed-opening }: ahora sabemos más
    Dónde: { $area }

    Le dijimos que aún no lo sabíamos. Esto es así:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { card-page }

    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
rumour-answer-headline = Ahora sabemos más sobre { $area }
rumour-answer-page-what = { part-what }
rumour-answer-page-where = { $area }
rumour-answer-page-since = { part-since }
rumour-answer-page-known = { part-known } { part-source }
rumour-answer-page-do = { part-do } { part-help }
rumour-answer-page-by = { part-by }

boil-water-sms = Aviso municipal { $number }, { $area }. Clave { $code }. { boil-water-what } { boil-water-do } { civic-help-at } { civic-until } { $link }
boil-water-mail-subject = Aviso municipal { $number }, { $area }
boil-water-mail-body =
    Aviso municipal { $number }
    Dónde: { $area }

    { boil-water-page-what }
    { civic-since }
    { civic-until }

    { boil-water-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
boil-water-headline = { $advice ->
    [boil] Hierva el agua del grifo en { $area }
    [do_not_drink] No beba agua del grifo en { $area }
   *[do_not_use] No use agua del grifo en { $area }
}
boil-water-what = { $cause ->
    [main_break] Se ha roto un tubo de agua. El agua del grifo puede no ser segura.
    [bacteria_found] Una prueba dio bacterias en el agua del grifo.
    [pressure_lost] El agua ha perdido su fuerza. El agua del grifo puede no ser segura.
   *[treatment_fault] Un paso de limpieza del agua ha fallado. El agua del grifo puede no ser segura.
}
boil-water-do = { $advice ->
    [boil] Hierva el agua del grifo un minuto antes de beberla, cocinar o lavarse los dientes.
    [do_not_drink] No beba agua del grifo, ni hervida. Use agua embotellada.
   *[do_not_use] No use el agua del grifo para nada. Use agua embotellada.
}
boil-water-page-what = { boil-water-what }
boil-water-page-where = { $area }
boil-water-page-since = { civic-since }
boil-water-page-until = { civic-until }
boil-water-page-do = { boil-water-do } Si se siente mal después de beberla, llame a un médico.
boil-water-page-place = { civic-help-at }
boil-water-page-known = { part-known } { part-source }
boil-water-page-by = { part-by }

snow-emergency-sms = Aviso municipal { $number }, { $area }. Clave { $code }. Emergencia de nieve. { civic-since } { snow-emergency-do } { civic-help-at } { civic-until } { $link }
snow-emergency-mail-subject = Aviso municipal { $number }, { $area }
snow-emergency-mail-body =
    Aviso municipal { $number }
    Dónde: { $area }

    { snow-emergency-page-what }
    { civic-since }
    { civic-until }

    { snow-emergency-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
snow-emergency-headline = Emergencia de nieve en { $area }
snow-emergency-do = { $advice ->
    [routes] No estacione en las rutas de emergencia de nieve.
    [even_side] No estacione del lado de la calle con cifras pares.
   *[odd_side] No estacione del lado de la calle con cifras impares.
}
snow-emergency-page-what = La ciudad limpia la nieve y hay límites para estacionar.
snow-emergency-page-where = { $area }
snow-emergency-page-since = { civic-since }
snow-emergency-page-until = { civic-until }
snow-emergency-page-do = { snow-emergency-do } Una grúa puede llevarse un auto que esté ahí.
snow-emergency-page-place = { civic-help-at }
snow-emergency-page-known = { part-known } { part-source }
snow-emergency-page-by = { part-by }

civic-since = { $has_begins ->
    [yes] Comienza el { $begins }.
   *[no] Vale ahora.
}
civic-until = { $has_until ->
    [yes] Vale hasta el { $until }.
   *[no] Vale hasta que digamos que ha terminado.
}
civic-help-at = { $has_place ->
    [yes] Hay ayuda en: { $place }.
   *[no] { "" }
}

civic-correction-sms = Aviso municipal { $number }, { $area }. Clave { $code }. Cambio: lo dicho antes ya no vale. { civic-correction-page-what } { civic-since } { civic-correction-page-do } { civic-until } { $link }
civic-correction-mail-subject = Aviso municipal { $number }, { $area }: corrección
civic-correction-mail-body =
    Aviso municipal { $number }: corrección
    Dónde: { $area }

    Lo que dijimos antes ya no vale. Ahora vale esto:
    { civic-correction-page-what }
    { civic-since }
    { civic-until }

    { civic-correction-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
civic-correction-headline = Corrección para { $area }: lo que dijimos antes ya no vale
civic-correction-page-what = { $matter ->
    [boil_water] { boil-water-what }
   *[snow_emergency] Hay normas para estacionar por emergencia de nieve.
}
civic-correction-page-where = { $area }
civic-correction-page-since = { civic-since }
civic-correction-page-until = { civic-until }
civic-correction-page-do = { $matter ->
    [boil_water] { boil-water-do }
   *[snow_emergency] { snow-emergency-do }
}
civic-correction-page-place = { civic-help-at }
civic-correction-page-known = { part-known } { part-source }
civic-correction-page-by = { part-by }

all-clear-sms = { part-opening }, { $area }. Clave { $code }. Todo en orden. { all-clear-page-what } { all-clear-page-do } { $link }
all-clear-mail-subject = { part-opening }, { $area }: todo en orden
all-clear-mail-body =
    { part-signed-opening }: todo en orden
    Dónde: { $area }

    { all-clear-page-what }
    { all-clear-page-do }

    { part-known }
    { part-source }
    { part-by }
    Clave { $code }. Compruébela aquí: { $link }
    { part-care }
all-clear-headline = Todo en orden en { $area }
all-clear-page-what = { $matter ->
    [boil_water] El agua del grifo ya es segura.
    [snow_emergency] La emergencia de nieve ha terminado.
    [rumour_check] Se ha comprobado lo que se dijo. No es cierto.
    [preparedness] Lo anunciado ha terminado.
   *[bulletin] La actividad federal ha terminado.
}
all-clear-page-where = { $area }
all-clear-page-do = { $matter ->
    [boil_water] Deje correr el agua fresca cinco minutos en cada grifo. Tire el hielo que hizo antes.
    [snow_emergency] Puede estacionar como siempre.
    [rumour_check] Por favor, ya no lo comparta. No hace falta ir.
    [preparedness] No tiene que hacer nada.
   *[bulletin] No hace falta ir.
}
all-clear-page-known = { part-known } { part-source }
all-clear-page-by = { part-by }

answers-bulletin-page-q1 = ¿Qué sabe la ciudad?
answers-bulletin-page-a1 = Lo que dice el aviso y nada más. Dos personas lo revisaron antes de enviarlo.
answers-bulletin-page-q2 = ¿Participa la ciudad?
answers-bulletin-page-a2 = El aviso solo informa. Con él la ciudad no ayuda ni estorba a la autoridad.
answers-bulletin-page-q3 = ¿Qué puedo hacer?
answers-bulletin-page-a3 = Por favor, manténgase lejos y no interfiera. Para ayuda y derechos llame al { $hotline }.

answers-preparedness-page-q1 = ¿Cuándo y dónde será?
answers-preparedness-page-a1 = No lo decimos. Damos solo lo que se dijo en público, para toda la ciudad.
answers-preparedness-page-q2 = ¿Cómo puedo prepararme?
answers-preparedness-page-a2 = Conozca sus derechos y sepa a quién llamar. Ayuda y derechos: { $hotline }.

answers-rumour-check-page-q1 = ¿Es verdad?
answers-rumour-check-page-a1 = Aún no lo sabemos. Personas capacitadas lo están viendo. Diremos más cuando lo sepamos.
answers-rumour-check-page-q2 = ¿Debo avisar a otros?
answers-rumour-check-page-a2 = Espere, por favor. Comparta solo lo que lleva una clave que se pueda comprobar en nuestra página.

answers-boil-water-page-q1 = ¿Puedo ducharme?
answers-boil-water-page-a1 = Los adultos pueden ducharse si no tragan agua. Si el aviso dice que no use el agua, no se duche.
answers-boil-water-page-q2 = ¿Y los bebés y las mascotas?
answers-boil-water-page-a2 = Use para ellos agua embotellada, o agua hervida donde el aviso dice que se hierva.
answers-boil-water-page-q3 = ¿Cómo sabré que terminó?
answers-boil-water-page-a3 = Enviamos un aviso de todo en orden a quienes recibieron este, por el mismo medio.

answers-snow-emergency-page-q1 = ¿Dónde puedo estacionar?
answers-snow-emergency-page-a1 = Donde el aviso no lo prohíbe, y en los lugares que nombra.
answers-snow-emergency-page-q2 = La grúa se llevó mi auto. ¿Y ahora?
answers-snow-emergency-page-a2 = Llame a la ciudad. Tenga a mano los datos de su auto y diga en qué calle estaba.
