# To residents. Class: sample (not yet reviewed by a native speaker).

bulletin-sms = { part-opening }، { $area }. رمز { $code }. { short-since } { short-what } { short-known } { short-do } { short-help } { $link }
bulletin-mail-subject = { part-opening }، { $area }
bulletin-mail-body =
    { part-signed-opening }
    أين: { $area }

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
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
bulletin-headline = { $status ->
    [ongoing] نشاط فيدرالي: { $area }
    [ended] انتهى: نشاط فيدرالي، { $area }
    [publicly_announced] أُعلن عن نشاط فيدرالي في المدينة
   *[rumour] لا نعلم بعد: كلام عن نشاط فيدرالي، { $area }
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

correction-sms = { part-opening }، { $area }. رمز { $code }. تصحيح لما قلناه سابقًا. { short-since } { short-what } { short-known } { short-do } { $link }
correction-mail-subject = { part-opening }، { $area }: تصحيح
correction-mail-body =
    { part-signed-opening }: تصحيح
    أين: { $area }

    ما قلناه سابقًا لم يعد صحيحًا. الصحيح الآن:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { bulletin-page-card }

    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
correction-headline = تصحيح: { $area }. ما قلناه سابقًا لم يعد صحيحًا
correction-page-what = { part-what }
correction-page-where = { $area }
correction-page-since = { part-since }
correction-page-known = { part-known } { part-source }
correction-page-do = { part-do } { part-help }
correction-page-by = { part-by }

withdrawal-sms = { part-opening }، { $area }. الرمز { $code }. سُحب. { withdrawal-page-why } { withdrawal-page-do } { $link }
withdrawal-mail-subject = { part-opening }، { $area }: سُحب
withdrawal-mail-body =
    { part-withdrawn }
    أين: { $area }

    { withdrawal-page-why }
    { withdrawal-page-do }

    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
withdrawal-headline = { $speaker ->
    [community] سُحب: إشعار المجتمع { $number }
   *[city] سُحب: إشعار البلدية { $number }
}
withdrawal-page-why = { $reason ->
    [sent_in_error] أُرسل الإشعار بالخطأ.
    [not_so] تبين أن ما جاء في الإشعار غير صحيح.
    [ended_early] انتهى ما تحدث عنه الإشعار.
    [wrong_area] ذكر الإشعار منطقة خاطئة.
   *[test_by_mistake] كان الإشعار اختبارًا وأُرسل بالخطأ.
}
withdrawal-page-do = لا يلزمك فعل شيء. من فضلك لا تنشر الإشعار السابق.
withdrawal-page-by = { part-by }

own-words-sms = من { $office }: { $words }
own-words-mail-subject = من { $office }
own-words-mail-body =
    من { $office }:
    { $words }
own-words-page = من { $office }: { $words }

card-page = من فضلك ابق بعيدًا عن العناصر أثناء عملهم. لا تعترض أحدًا ولا تتبعه ولا تلمسه. إذا كان شخص في خطر فاتصل بـ 911.

rights-page-silent = لكل شخص أن يصمت وأن يسأل إن كان حرًا في المغادرة.
rights-page-warrant = أمر المحكمة يوقعه قاض. قد تشبهه أوراق أخرى. يمكنك أن تطلب قراءة الورقة ومعرفة من وقعها.
rights-page-lawyer = لكل شخص أن يطلب محاميًا قبل أن يجيب أو يوقع. مساعدة قانونية مجانية: { $hotline }.
rights-page-limits = هذه معلومات عامة وليست استشارة قانونية. قد تختلف الحقوق من حالة إلى أخرى.

check-ours-sms = { $speaker ->
    [community] نعم، الرمز { $code } لنا. هو إشعار المجتمع { $number }. اقرأه كما أرسلناه: { $link }
   *[city] نعم، الرمز { $code } لنا. هو إشعار البلدية { $number }. اقرأه كما أرسلناه: { $link }
}
check-ours-page = { $speaker ->
    [community] نعم، هذا لنا. الرمز { $code } هو إشعار المجتمع { $number }. النص كما أرسلناه في الأسفل.
   *[city] نعم، هذا لنا. الرمز { $code } هو إشعار البلدية { $number }. النص كما أرسلناه في الأسفل.
}
check-not-ours-sms = لم ننشر شيئًا بالرمز { $code }. من فضلك لا تنشر تلك الرسالة. للأسئلة: { $hotline }. { part-care }
check-not-ours-page = لم ننشر شيئًا بالرمز { $code }. من فضلك لا تنشر تلك الرسالة. للأسئلة: { $hotline }.
check-care-page = { part-care } إذا طلبتها رسالة فليست منا.
