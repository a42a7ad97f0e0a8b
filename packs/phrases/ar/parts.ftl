# Sentences that several texts share. Class: sample (not yet reviewed by a native speaker).
# Short on purpose: a part of an Arabic text message holds 67 characters.

part-agents = { $status ->
    [ended] { $agents ->
        [yes] كان هناك عناصر فيدراليون.
        [no] لم يكن هناك عناصر فيدراليون.
       *[not_known] لا نعلم إن كان هناك عناصر فيدراليون.
    }
   *[ongoing] { $agents ->
        [yes] هناك عناصر فيدراليون.
        [no] ليس هناك عناصر فيدراليون.
       *[not_known] لا نعلم إن كان هناك عناصر فيدراليون.
    }
}

part-civil = { $status ->
    [ended] { $civil ->
        [yes] كان إنفاذًا مدنيًا لقانون الهجرة.
        [no] لم يكن إنفاذًا مدنيًا لقانون الهجرة.
       *[not_known] لا نعلم إن كان إنفاذًا مدنيًا لقانون الهجرة.
    }
   *[ongoing] { $civil ->
        [yes] هو إنفاذ مدني لقانون الهجرة.
        [no] ليس إنفاذًا مدنيًا لقانون الهجرة.
       *[not_known] لا نعلم إن كان إنفاذًا مدنيًا لقانون الهجرة.
    }
}

part-what = { $status ->
    [publicly_announced] بيان علني يعلن عن نشاط فيدرالي في المدينة. { part-civil }
    [rumour] يقال علنًا إن هناك نشاطًا فيدراليًا. لا نعلم بعد إن كان صحيحًا.
   *[ongoing] { part-agents } { part-civil }
}

part-since = { $status ->
    [ended] { $has_at ->
        [yes] انتهى. الوقت تقريبًا: { $at }.
       *[no] انتهى.
    }
    [publicly_announced] لا يذكر هذا الإشعار وقتًا ولا مكانًا.
    [rumour] لم يتأكد.
   *[ongoing] { $has_at ->
        [yes] يجري الآن، منذ { $at } تقريبًا.
       *[no] يجري الآن.
    }
}

part-known = { $known ->
    [request_for_property_or_staff] المصدر: طلب ممتلكات أو موظفين من المدينة.
    [leave_to_share] المصدر: قيل للمدينة مع الإذن بالنشر.
    [public_statement] المصدر: بيان علني.
    [seen_in_public_by_staff] المصدر: رآه موظفو المدينة من مكان عام.
    [own_works] المصدر: المدينة نفسها.
   *[verified_report] المصدر: بلاغ تحقق منه أشخاص مدربون.
}

part-agency = { $agency ->
    [federal_immigration] الجهة الطالبة: جهة فيدرالية للهجرة.
    [federal_other] الجهة الطالبة: جهة فيدرالية أخرى.
    [state] الجهة الطالبة: جهة تابعة للولاية.
    [county] الجهة الطالبة: المقاطعة.
   *[other_city] الجهة الطالبة: مدينة أخرى.
}

part-request-type = { $request_type ->
    [property] الطلب: استخدام ممتلكات المدينة.
    [staff] الطلب: موظفون من المدينة.
    [traffic] الطلب: تنظيم المرور أو الحشود.
    [equipment] الطلب: معدات المدينة.
   *[records] الطلب: سجلات المدينة.
}

part-city-answer = { $city_answer ->
    [declined] رفضت المدينة.
    [partly] وافقت المدينة جزئيًا.
    [granted] وافقت المدينة.
    [life_safety_only] تساعد المدينة لحماية الأرواح فقط.
   *[pending] لم ترد المدينة بعد.
}

part-do = { $status ->
    [ended] لا حاجة للذهاب إلى المكان.
    [publicly_announced] لا يلزمك فعل شيء الآن.
    [rumour] من فضلك لا تنشره. لا حاجة للذهاب إلى المكان.
   *[ongoing] من فضلك لا تذهب إلى المكان ولا تتدخل.
}

part-until = { $has_until ->
    [yes] هذا الإشعار سارٍ حتى { $until }.
   *[no] هذا الإشعار سارٍ حتى نقول إنه انتهى.
}

part-source = { $has_source ->
    [yes] البيان العلني: { $source }
   *[no] { "" }
}

part-help = عند الخطر اتصل بـ 911. للمساعدة والحقوق: { $hotline }.
part-rights = لكل شخص حق الصمت وحق طلب محام. مساعدة قانونية مجانية: { $hotline }.
part-by = { $speaker ->
    [community] هذا الإشعار من { $office }، وهي منظمة من المجتمع وليست من البلدية.
   *[city] هذا الإشعار من { $office } إلى { $city }.
}
part-care = لا نسأل أبدًا عن وضعك أو المال أو الوثائق.

# --- the same, short, for text messages
short-what = { $status ->
    [publicly_announced] أُعلن نشاط فيدرالي في المدينة. { short-civil }
    [rumour] يقال علنًا بوجود نشاط فيدرالي. لا نعلم صحته بعد.
   *[ongoing] { short-agents } { short-civil }
}
short-agents = { $agents ->
    [yes] عناصر فيدراليون: نعم.
    [no] عناصر فيدراليون: لا.
   *[not_known] عناصر فيدراليون: مجهول.
}
short-civil = { $civil ->
    [yes] إنفاذ مدني للهجرة: نعم.
    [no] إنفاذ مدني للهجرة: لا.
   *[not_known] إنفاذ مدني للهجرة: مجهول.
}
short-since = { $status ->
    [ended] { $has_at ->
        [yes] انتهى، { $at }.
       *[no] انتهى.
    }
    [publicly_announced] بلا وقت ولا مكان.
    [rumour] لم يتأكد.
   *[ongoing] { $has_at ->
        [yes] منذ { $at }.
       *[no] الآن.
    }
}
short-known = { $known ->
    [request_for_property_or_staff] المصدر: طلب من المدينة.
    [leave_to_share] المصدر: قيل للمدينة بإذن.
    [public_statement] المصدر: بيان علني.
    [seen_in_public_by_staff] المصدر: موظفو المدينة علنًا.
    [own_works] المصدر: المدينة نفسها.
   *[verified_report] المصدر: بلاغ تم تأكيده.
}
short-do = { $status ->
    [ended] لا حاجة للذهاب.
    [publicly_announced] لا يلزمك شيء.
    [rumour] لا تنشره ولا تذهب.
   *[ongoing] لا تذهب ولا تتدخل.
}
short-help = خطر: 911. مساعدة: { $hotline }.

# Whose word it is: the city's, or an organization's of the community; its name stays out of what a lock screen shows.
part-opening = { $speaker ->
    [community] إشعار المجتمع { $number }
   *[city] إشعار البلدية { $number }
}
part-signed-opening = { $speaker ->
    [community] إشعار المجتمع { $number }، من { $office }
   *[city] إشعار البلدية { $number }
}
part-withdrawn = { $speaker ->
    [community] سُحب إشعار المجتمع { $number }.
   *[city] سُحب إشعار البلدية { $number }.
}
