# To one reader, about signing up and stopping. Class: sample (not yet reviewed by a native speaker).

honest-page-holder = { $city } تحتفظ برقمك أو بريدك. ولا يراه غيرها إلا الشركة التي تنقل رسائلنا.
honest-page-kept = نحفظه مختومًا ما دمت مشتركًا. عندما تتوقف نحذفه، وتبقى علامة مشفرة فقط كي لا نكتب إليك مرة أخرى.
honest-page-court = يمكن لمحكمة أن تأمرنا بتسليم ما لدينا.
honest-page-night = هل يمكننا أن نرسل إليك قبل الثامنة صباحًا إذا كان الأمر عاجلًا؟

confirm-ask-sms = إشعارات البلدية من { $city }: للتأكيد أجب نعم أو YES. العدد حسب الأحداث. قد تسري رسوم الرسائل. نحفظ رقمك حتى تجيب STOP، وقد تطلبه محكمة. للمساعدة HELP. إن لم تطلب فلا تفعل شيئًا.
confirm-ask-mail-subject = إشعارات البلدية: للتأكيد
confirm-ask-mail-body =
    طلب شخص، نأمل أنه أنت، إشعارات البلدية من { $city } على هذا العنوان.

    للتأكيد افتح هذه الصفحة واضغط الزر:
    { $link }

    { honest-page-holder }
    { honest-page-kept }
    { honest-page-court }

    إن لم تطلب فلا تفعل شيئًا. لن يصلك منا بريد آخر.
confirm-done-sms = ستصلك إشعارات البلدية لـ { $area }. أجب STOP للتوقف أو HELP للمساعدة. { part-care }
confirm-done-mail-subject = إشعارات البلدية: تم اشتراكك
confirm-done-mail-body =
    ستصلك إشعارات البلدية لـ { $area }.

    في كل بريد منا رابط للتوقف.
    { part-care }
confirm-done-page = ستصلك إشعارات البلدية لـ { $area }. يمكنك التوقف في أي وقت.
stop-done-sms = لن تصلك رسائل أخرى من { $city }. أجب START لتصلك من جديد.
stop-done-mail-subject = إشعارات البلدية: تم التوقف
stop-done-mail-body = لن يصلك بريد آخر من { $city }. يمكنك الاشتراك من جديد في صفحتنا.
stop-done-page = لن تصلك رسائل أخرى من { $city }. يمكنك الاشتراك من جديد في هذه الصفحة.
start-done-sms = ستصلك إشعارات البلدية من { $city } من جديد. أجب STOP للتوقف أو HELP للمساعدة.
help-sms = إشعارات البلدية من { $city }. عند الخطر اتصل بـ 911. للمساعدة اتصل بـ { $hotline }. قد تسري رسوم الرسائل. أجب STOP للتوقف.
language-done-sms = ستصلك إشعارات البلدية الآن بالعربية. أجب STOP للتوقف أو HELP للمساعدة.
report-not-kept-sms = هذا الرقم لا يستقبل البلاغات ولم يحفظ بلاغك. عند الخطر اتصل بـ 911. للإبلاغ اتصل بـ { $hotline }.
report-not-kept-mail-subject = إشعارات البلدية: لا نستقبل البلاغات
report-not-kept-mail-body = هذا العنوان لا يستقبل البلاغات ولم يحفظ بلاغك. عند الخطر اتصل بـ 911. للإبلاغ اتصل بـ { $hotline }.
report-not-kept-page = هذه الصفحة لا تستقبل البلاغات ولم تحفظ بلاغك. عند الخطر اتصل بـ 911. للإبلاغ اتصل بـ { $hotline }.
reply-unread-sms = هذا الرقم يرسل إشعارات البلدية ولا يقرأ أحد الردود. عند الخطر اتصل بـ 911. للأسئلة: { $hotline }. أجب HELP للمساعدة أو STOP للتوقف.

fallback-line = { $language }: اتصل بـ { $languages_phone }.
expired-line = من فضلك اتصل بـ { $hotline } بشأن هذا.
