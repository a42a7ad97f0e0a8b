# Sentences that several texts share. Class: sample (not yet reviewed by a native speaker).
# Written without á, í, ó and ú where a text message uses them: one of these letters makes it UCS-2 and twice as dear.

part-agents = { $status ->
    [ended] { $agents ->
        [yes] Hubo agentes federales.
        [no] No hubo agentes federales.
       *[not_known] No se sabe si hubo agentes federales.
    }
   *[ongoing] { $agents ->
        [yes] Hay agentes federales.
        [no] No hay agentes federales.
       *[not_known] No se sabe si hay agentes federales.
    }
}

part-civil = { $status ->
    [ended] { $civil ->
        [yes] Fue un acto civil de control migratorio.
        [no] No fue un acto civil de control migratorio.
       *[not_known] No se sabe si fue un acto civil de control migratorio.
    }
   *[ongoing] { $civil ->
        [yes] Es un acto civil de control migratorio.
        [no] No es un acto civil de control migratorio.
       *[not_known] No se sabe si es un acto civil de control migratorio.
    }
}

part-what = { $status ->
    [publicly_announced] Un comunicado anuncia actividad federal en la ciudad. { part-civil }
    [rumour] Se dice que hay actividad federal. No sabemos si es cierto.
   *[ongoing] { part-agents } { part-civil }
}

part-since = { $status ->
    [ended] { $has_at ->
        [yes] Ha terminado. Hora aproximada: { $at }.
       *[no] Ha terminado.
    }
    [publicly_announced] Este aviso no da hora ni lugar.
    [rumour] No se ha confirmado.
   *[ongoing] { $has_at ->
        [yes] Ocurre ahora. Comienzo aproximado: { $at }.
       *[no] Ocurre ahora.
    }
}

part-known = { $known ->
    [request_for_property_or_staff] Fuente: se pidieron bienes o personal a la ciudad.
    [leave_to_share] Fuente: se dijo a la ciudad con permiso de compartirlo.
    [public_statement] Fuente: un comunicado.
    [seen_in_public_by_staff] Fuente: personal de la ciudad lo vio desde un lugar abierto a todos.
    [own_works] Fuente: la ciudad misma lo vio.
   *[verified_report] Fuente: un informe verificado por personas capacitadas.
}

part-agency = { $agency ->
    [federal_immigration] Lo pide: una agencia federal migratoria.
    [federal_other] Lo pide: otra agencia federal.
    [state] Lo pide: una agencia del estado.
    [county] Lo pide: el condado.
   *[other_city] Lo pide: otra ciudad.
}

part-request-type = { $request_type ->
    [property] Pide: usar bienes de la ciudad.
    [staff] Pide: personal de la ciudad.
    [traffic] Pide: orden en las calles o con multitudes.
    [equipment] Pide: equipo de la ciudad.
   *[records] Pide: registros de la ciudad.
}

part-city-answer = { $city_answer ->
    [declined] La ciudad no acepta.
    [partly] La ciudad acepta en parte.
    [granted] La ciudad acepta.
    [life_safety_only] La ciudad ayuda solo para proteger vidas.
   *[pending] La ciudad no ha respondido.
}

part-do = { $status ->
    [ended] No hace falta ir.
    [publicly_announced] No tiene que hacer nada ahora.
    [rumour] Por favor, no lo comparta. No hace falta ir.
   *[ongoing] Por favor, no vaya al lugar y no interfiera.
}

part-until = { $has_until ->
    [yes] Este aviso vale hasta las { $until }.
   *[no] Este aviso vale hasta que digamos que ha terminado.
}

part-source = { $has_source ->
    [yes] El comunicado: { $source }
   *[no] { "" }
}

part-help = En peligro, llame al 911. Ayuda y derechos: { $hotline }.
part-rights = Toda persona tiene derecho a guardar silencio y a pedir un abogado. Ayuda legal gratis: { $hotline }.
part-by = { $speaker ->
    [community] { $office } da este aviso. Es una organización de la comunidad, no la ciudad.
   *[city] { $office } da este aviso para { $city }.
}
part-care = Nunca pedimos su estatus, dinero ni documentos.

# Whose word it is: the city's, or an organization's of the community; its name stays out of what a lock screen shows.
part-opening = { $speaker ->
    [community] Aviso comunitario { $number }
   *[city] Aviso municipal { $number }
}
part-signed-opening = { $speaker ->
    [community] Aviso comunitario { $number }, de { $office }
   *[city] Aviso municipal { $number }
}
part-withdrawn = { $speaker ->
    [community] El aviso comunitario { $number } queda retirado.
   *[city] El aviso municipal { $number } queda retirado.
}
