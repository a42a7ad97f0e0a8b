# To council offices, approvers and staff. Class: sample (not yet reviewed by a native speaker).

official-sms = إشعار البلدية { $number }، { $area }. للإقرار أجب 1 { $code }. { short-since } { short-what } { short-known } { $link }
official-mail-subject = إشعار البلدية { $number }، { $area }
official-mail-body =
    إشعار البلدية { $number }
    أين: { $area }

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    لتقول إن مكتبك استلم هذا الإشعار، افتح هذه الصفحة واضغط الزر:
    { $link }
    أو أجب على الرسالة النصية بـ 1 { $code }.

    كل مكتب يجيب عن نفسه. هذا الإشعار في اتجاه واحد؛ من فضلك لا ترد على الجميع.
official-headline = { $status ->
    [ongoing] نشاط فيدرالي: { $area }
    [ended] انتهى: نشاط فيدرالي، { $area }
    [publicly_announced] أُعلن عن نشاط فيدرالي في المدينة
   *[rumour] لم يتأكد: كلام عن نشاط فيدرالي، { $area }
}
official-page-what = { part-what }
official-page-where = { $area }
official-page-since = { part-since }
official-page-known = { part-known } { part-source }
official-page-do = من فضلك قل إن مكتبك استلم هذا الإشعار. كل مكتب يجيب عن نفسه.

official-request-sms = إشعار البلدية { $number }، { $area }. للإقرار أجب 1 { $code }. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-mail-subject = إشعار البلدية { $number }، { $area }
official-request-mail-body =
    إشعار البلدية { $number }
    طُلبت المساعدة من المدينة.

    { part-agency }
    { part-request-type }
    { part-city-answer }

    لتقول إن مكتبك استلم هذا الإشعار، افتح هذه الصفحة واضغط الزر:
    { $link }
    أو أجب على الرسالة النصية بـ 1 { $code }.

    كل مكتب يجيب عن نفسه. هذا الإشعار في اتجاه واحد؛ من فضلك لا ترد على الجميع.
official-request-headline = طُلبت المساعدة من المدينة
official-request-page-what = { part-agency } { part-request-type } { part-city-answer }
official-request-page-where = { $area }
official-request-page-known = المصدر: طُلب من المدينة.
official-request-page-do = { official-page-do }

official-request-escalation-sms = إشعار البلدية { $number }، { $area }. لم يجب { $office } منذ { $minutes } د. دورك الآن، أجب 1 { $code }. { part-agency } { part-request-type } { part-city-answer } { $link }
official-request-escalation-mail-subject = { official-escalation-mail-subject }
official-request-escalation-mail-body =
    إشعار البلدية { $number }
    طُلبت المساعدة من المدينة.

    { $minutes ->
        [one] لم يجب { $office } بعد دقيقة. دورك الآن.
        [two] لم يجب { $office } بعد دقيقتين. دورك الآن.
        [few] لم يجب { $office } بعد { $minutes } دقائق. دورك الآن.
       *[other] لم يجب { $office } بعد { $minutes } دقيقة. دورك الآن.
    }

    { part-agency }
    { part-request-type }
    { part-city-answer }

    لتقول إن المكتب استلم هذا الإشعار، افتح هذه الصفحة واضغط الزر:
    { $link }
    أو أجب على الرسالة النصية بـ 1 { $code }.

official-escalation-sms = إشعار البلدية { $number }، { $area }. لم يجب { $office } منذ { $minutes } د. دورك الآن، أجب 1 { $code }. { short-since } { short-what } { $link }
official-escalation-mail-subject = إشعار البلدية { $number }، { $area }: دورك الآن
official-escalation-mail-body =
    إشعار البلدية { $number }
    أين: { $area }

    { $minutes ->
        [one] لم يجب { $office } بعد دقيقة. دورك الآن.
        [two] لم يجب { $office } بعد دقيقتين. دورك الآن.
        [few] لم يجب { $office } بعد { $minutes } دقائق. دورك الآن.
       *[other] لم يجب { $office } بعد { $minutes } دقيقة. دورك الآن.
    }

    { part-since }
    { part-what }
    { part-known }
    { part-source }

    لتقول إن المكتب استلم هذا الإشعار، افتح هذه الصفحة واضغط الزر:
    { $link }
    أو أجب على الرسالة النصية بـ 1 { $code }.

official-correction-sms = إشعار البلدية { $number }، { $area }. تصحيح لما قلناه سابقًا. { short-since } { short-what } { short-known } { $link }
official-correction-mail-subject = إشعار البلدية { $number }، { $area }: تصحيح
official-correction-mail-body =
    إشعار البلدية { $number }: تصحيح
    أين: { $area }

    ما قلناه سابقًا لم يعد صحيحًا. الصحيح الآن:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { official-correction-page-do }
    انظر هنا: { $link }
official-correction-headline = تصحيح: { $area }. ما قلناه سابقًا لم يعد صحيحًا
official-correction-page-what = { part-what }
official-correction-page-where = { $area }
official-correction-page-since = { part-since }
official-correction-page-known = { part-known } { part-source }
official-correction-page-do = من فضلك استخدم ما قيل هنا لا ما قيل سابقًا.

official-withdrawal-sms = إشعار البلدية { $number }، { $area }. سُحب. { withdrawal-page-why } { official-withdrawal-page-do } { $link }
official-withdrawal-mail-subject = إشعار البلدية { $number }، { $area }: سُحب
official-withdrawal-mail-body =
    سُحب إشعار البلدية { $number }.
    أين: { $area }

    { withdrawal-page-why }
    { official-withdrawal-page-do }
    انظر هنا: { $link }
official-withdrawal-headline = { withdrawal-headline }
official-withdrawal-page-why = { withdrawal-page-why }
official-withdrawal-page-do = من فضلك لا تنقل الإشعار السابق. إذا نقله مكتبك فسيُبلغ القراء أنفسهم.

approval-ask-sms = إشعار البلدية { $number }، { $area }. النسخة العامة تنتظر مراجعتك. بعد { $minutes } د يُسأل شخص آخر. { $link }
approval-ask-mail-subject = إشعار البلدية { $number }: للمراجعة
approval-ask-mail-body =
    النسخة العامة من إشعار البلدية { $number } تنتظر مراجعتك.
    أين: { $area }

    { $minutes ->
        [one] أنت مناوب. بعد دقيقة يُسأل شخص آخر.
        [two] أنت مناوب. بعد دقيقتين يُسأل شخص آخر.
        [few] أنت مناوب. بعد { $minutes } دقائق يُسأل شخص آخر.
       *[other] أنت مناوب. بعد { $minutes } دقيقة يُسأل شخص آخر.
    }
    اقرأها وأرسلها، أو أعدها:
    { $link }

countersign-ask-sms = إشعار البلدية { $number }، { $area }. أُرسل بتوقيع واحد. من فضلك أكده أو اعترض عليه خلال { $minutes } د. { $link }
countersign-ask-mail-subject = إشعار البلدية { $number }: للتأكيد
countersign-ask-mail-body =
    أُرسل إشعار البلدية { $number } بتوقيع واحد.
    أين: { $area }

    { $minutes ->
        [one] من فضلك أكده أو اعترض عليه خلال دقيقة. بعدها يظهر في الإشعار أن أحدًا لم يفعل، ويُسأل شخص آخر.
        [two] من فضلك أكده أو اعترض عليه خلال دقيقتين. بعدها يظهر في الإشعار أن أحدًا لم يفعل، ويُسأل شخص آخر.
        [few] من فضلك أكده أو اعترض عليه خلال { $minutes } دقائق. بعدها يظهر في الإشعار أن أحدًا لم يفعل، ويُسأل شخص آخر.
       *[other] من فضلك أكده أو اعترض عليه خلال { $minutes } دقيقة. بعدها يظهر في الإشعار أن أحدًا لم يفعل، ويُسأل شخص آخر.
    }
    { $link }

coverage-ask-sms = إشعار البلدية { $number }. لم يُنقل بعد { $minutes } د إلى: { $area }. من فضلك قرر إن كان يُنقل. { $link }
coverage-ask-mail-subject = إشعار البلدية { $number }: مناطق لم تُبلغ بعد
coverage-ask-mail-body =
    { $minutes ->
        [one] لم يُنقل إشعار البلدية { $number } بعد دقيقة إلى هنا: { $area }
        [two] لم يُنقل إشعار البلدية { $number } بعد دقيقتين إلى هنا: { $area }
        [few] لم يُنقل إشعار البلدية { $number } بعد { $minutes } دقائق إلى هنا: { $area }
       *[other] لم يُنقل إشعار البلدية { $number } بعد { $minutes } دقيقة إلى هنا: { $area }
    }

    من فضلك قرر إن كان يُنقل. لا شيء يُنقل من تلقاء نفسه.
    { $link }

ack-done-sms = شكرًا. استلم { $office } إشعار البلدية { $number }. تم التسجيل.
ack-done-page = شكرًا. استلم { $office } إشعار البلدية { $number }. تم التسجيل.
ack-which-sms = هناك أكثر من إشعار مفتوح. من فضلك أجب 1 مع رمز واحد منها: { $codes }
ack-none-sms = لا إشعار ينتظر جوابك. شكرًا.
decline-done-sms = شكرًا. لا يمكنك استلام إشعار البلدية { $number }. يُسأل الآن شخص آخر.
decline-done-page = شكرًا. لا يمكنك استلام إشعار البلدية { $number }. يُسأل الآن شخص آخر.

number-code-sms = رمزك لإشعارات البلدية: { $code }. اكتبه في الصفحة التي طلبته. لن يتصل بك أحد من البلدية ليطلبه.

invitation-mail-subject = دخولك إلى إشعارات البلدية
invitation-mail-body =
    أنت مدعو للعمل مع إشعارات البلدية لدى { $office }.

    افتح هذه الصفحة واختر كلمة مرور. تعمل مرة واحدة.
    { $link }

    إن لم تتوقع هذه الرسالة فلا تفعل شيئًا.
