# De la mesa de la comunidad. Class: sample (machine-drafted, not yet reviewed by a native speaker).

caller-received-sms = Recibimos su aviso. En peligro llame al 911. No vaya al lugar ni siga a nadie. Alguien lo verifica y le respondemos por este medio.
caller-received-mail-subject = Recibimos su aviso
caller-received-mail-body = Recibimos su aviso. En peligro llame al 911. No vaya al lugar ni siga a nadie. Alguien lo verifica y le respondemos por este medio.

caller-confirmed-sms = Verificamos lo que nos dijo: se confirma. No vaya al lugar, por favor. Conozca sus derechos; para ayuda llame al { $hotline }.
caller-confirmed-mail-subject = Respuesta a lo que nos dijo
caller-confirmed-mail-body = Verificamos lo que nos dijo: se confirma. No vaya al lugar, por favor. Conozca sus derechos; para ayuda llame al { $hotline }.

caller-not-immigration-sms = Verificamos lo que nos dijo: es real, pero no es control migratorio. Por favor avise a quienes se lo dijo.
caller-not-immigration-mail-subject = Respuesta a lo que nos dijo
caller-not-immigration-mail-body = Verificamos lo que nos dijo: es real, pero no es control migratorio. Por favor avise a quienes se lo dijo.

caller-nothing-there-sms = Verificamos lo que nos dijo: alguien fue a ver y no vio nada. Gracias por avisar.
caller-nothing-there-mail-subject = Respuesta a lo que nos dijo
caller-nothing-there-mail-body = Verificamos lo que nos dijo: alguien fue a ver y no encontró nada. Gracias por avisar.

caller-ended-sms = Verificamos lo que nos dijo: ya ha terminado. Para ayuda llame al { $hotline }.
caller-ended-mail-subject = Respuesta a lo que nos dijo
caller-ended-mail-body = Verificamos lo que nos dijo: ya terminó. Para ayuda llame al { $hotline }.

caller-retracted-sms = Lo que le respondimos no era correcto y lo retiramos. Lo sentimos. Preguntas: { $hotline }.
caller-retracted-mail-subject = Respuesta a lo que nos dijo
caller-retracted-mail-body = Lo que le respondimos no era correcto y lo retiramos. Lo sentimos. Preguntas: { $hotline }.

caller-not-known-sms = No pudimos saber qué era y ya no seguimos buscando. Si lo ve otra vez, avise. Para ayuda llame al { $hotline }.
caller-not-known-mail-subject = Respuesta a lo que nos dijo
caller-not-known-mail-body = No pudimos saber qué era y ya no seguimos buscando. Si lo ve otra vez, avise. Para ayuda llame al { $hotline }.

desk-threat-sms = Hay una amenaza en la mesa. Si no ha llamado al 911, llame. Abra la mesa: { $link }
desk-threat-mail-subject = Llegó una amenaza a la mesa
desk-threat-mail-body = Llegó una amenaza a la mesa. Si no ha llamado al 911, llame. Abra la mesa: { $link }

look-ask-sms = Puede ir a ver algo? Puede decir que no. No viaje si no se encuentra cerca. Lea primero las reglas de seguridad: { $link }
look-ask-mail-subject = Puede ir a ver algo?
look-ask-mail-body = Puede ir a ver algo? Puede decir que no. No viaje si no está cerca ya. Lea primero las reglas de seguridad: { $link }

look-not-needed-sms = Ya no hace falta nadie. Gracias; no vaya, por favor.
look-not-needed-mail-subject = Ya no hace falta nadie más
look-not-needed-mail-body = Ya no hace falta nadie más. Gracias; no vaya, por favor.

look-leave-sms = Salga ahora. Vaya a un lugar seguro y luego avise que se encuentra bien: { $link }
look-leave-mail-subject = Salga ahora
look-leave-mail-body = Salga ahora. Vaya a un lugar seguro y después díganos que está bien: { $link }

look-well-sms = Se encuentra bien? Avise, por favor: { $link }
look-well-mail-subject = Está usted bien?
look-well-mail-body = Está usted bien? Díganos aquí, por favor: { $link }

look-no-word-sms = Alguien que fue a ver no ha dicho que se encuentra bien. Llame, por favor. La mesa: { $link }
look-no-word-mail-subject = Sin noticias de alguien que fue a ver
look-no-word-mail-body = Alguien que fue a ver no ha dicho que está bien. Llame, por favor. La mesa: { $link }

call-script-page-hello = Esta es la línea de ayuda. Si alguien está en peligro ahora, cuelgue y llame al 911. No le pregunto su nombre.
call-script-page-seen = ¿Lo vio usted con sus propios ojos?
call-script-page-what = ¿Qué vio? Por favor, no me diga nombres ni placas.
call-script-page-where = ¿En qué cruce o lugar público fue, o en qué parte de la ciudad? Por favor, no me diga dónde vive nadie.
call-script-page-when = ¿Cuándo fue? ¿Sigue ocurriendo?
call-script-page-who = ¿Cómo supo quiénes eran? ¿Qué decía en su ropa o en sus vehículos?
call-script-page-danger = ¿Vio armas, gas, alguna persona herida o mucha gente reunida?
call-script-page-answer = ¿Podemos enviarle la respuesta por mensaje de texto cuando alguien lo haya verificado? Su número queda sellado y se borra en una semana. Hasta entonces un tribunal puede ordenarnos abrirlo. Puede decir que no.
call-script-page-end = Gracias. Por favor, no vaya al lugar ni siga a nadie. Alguien lo verificará. En peligro llame al 911.
