# To those who work here: accounts and roles. Class: sample (machine-drafted, not yet reviewed by a native speaker).

account-dormant-mail-subject = Su cuenta de los avisos municipales: inicie sesión, por favor
account-dormant-mail-body =
    Hace tiempo que no inicia sesión en los avisos municipales. Para que nadie más pueda usar su cuenta, se bloquea si usted no inicia sesión. Días que quedan: { $n }.

    Inicie sesión aquí:

    { $link }

    Una cuenta bloqueada sigue recibiendo avisos, pero no puede enviar nada. Su administrador la desbloquea cuando sabe que es usted.

review-due-mail-subject = Avisos municipales: hay funciones por confirmar
review-due-mail-body =
    Hace tiempo que nadie confirma quién tiene qué función en los avisos municipales.

    Por favor, mire la lista y confirme a cada persona, o termine lo que ya no vale:

    { $link }

    Lo que nadie confirma termina por sí solo. Días que quedan: { $n }.

role-unconfirmed-mail-subject = Avisos municipales: su función espera confirmación
role-unconfirmed-mail-body =
    Hace tiempo que nadie confirma su función en los avisos municipales. Si nadie lo hace, termina por sí sola. Días que quedan: { $n }.

    Por favor, pregunte al concejal de su oficina o a su administrador. Su página:

    { $link }

role-ended-mail-subject = Avisos municipales: una función suya ha terminado
role-ended-mail-body =
    Una función suya en los avisos municipales ha terminado, porque nadie la confirmó a tiempo.

    Si todavía trabaja aquí, pregunte a su administrador. Su página:

    { $link }
