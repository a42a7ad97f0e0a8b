# من مكتب المجتمع. Class: sample (machine-drafted, not yet reviewed by a native speaker).

caller-received-sms = وصلنا ما أخبرتنا به. عند الخطر اتصل بـ 911. من فضلك لا تذهب إلى هناك ولا تتبع أحدًا. سيتحقق شخص من الأمر ونجيبك هنا.
caller-received-mail-subject = وصلنا بلاغك
caller-received-mail-body = وصلنا ما أخبرتنا به. عند الخطر اتصل بـ 911. من فضلك لا تذهب إلى هناك ولا تتبع أحدًا. سيتحقق شخص من الأمر ونجيبك هنا.

caller-confirmed-sms = تحققنا مما أخبرتنا به: الأمر مؤكد. من فضلك لا تذهب إلى هناك. اعرف حقوقك، وللمساعدة اتصل بـ { $hotline }.
caller-confirmed-mail-subject = جواب عما أخبرتنا به
caller-confirmed-mail-body = تحققنا مما أخبرتنا به: الأمر مؤكد. من فضلك لا تذهب إلى هناك. اعرف حقوقك، وللمساعدة اتصل بـ { $hotline }.

caller-not-immigration-sms = تحققنا مما أخبرتنا به: الأمر حقيقي لكنه ليس إنفاذًا لقوانين الهجرة. من فضلك أخبر من نقلت إليهم ذلك.
caller-not-immigration-mail-subject = جواب عما أخبرتنا به
caller-not-immigration-mail-body = تحققنا مما أخبرتنا به: الأمر حقيقي لكنه ليس إنفاذًا لقوانين الهجرة. من فضلك أخبر من نقلت إليهم ذلك.

caller-nothing-there-sms = تحققنا مما أخبرتنا به: نظر شخص في المكان ولم يجد شيئًا. شكرًا لأنك أخبرتنا.
caller-nothing-there-mail-subject = جواب عما أخبرتنا به
caller-nothing-there-mail-body = تحققنا مما أخبرتنا به: نظر شخص في المكان ولم يجد شيئًا. شكرًا لأنك أخبرتنا.

caller-ended-sms = تحققنا مما أخبرتنا به: انتهى الأمر. للمساعدة اتصل بـ { $hotline }.
caller-ended-mail-subject = جواب عما أخبرتنا به
caller-ended-mail-body = تحققنا مما أخبرتنا به: انتهى الأمر. للمساعدة اتصل بـ { $hotline }.

caller-retracted-sms = ما أجبناك به كان خطأ ونسحبه. نعتذر. للأسئلة: { $hotline }.
caller-retracted-mail-subject = جواب عما أخبرتنا به
caller-retracted-mail-body = ما أجبناك به كان خطأ ونسحبه. نعتذر. للأسئلة: { $hotline }.

caller-not-known-sms = لم نتمكن من معرفة ما كان ولن نبحث أكثر. إن رأيته مجددًا فأخبرنا. للمساعدة اتصل بـ { $hotline }.
caller-not-known-mail-subject = جواب عما أخبرتنا به
caller-not-known-mail-body = لم نتمكن من معرفة ما كان ولن نبحث أكثر. إن رأيته مجددًا فأخبرنا. للمساعدة اتصل بـ { $hotline }.

desk-threat-sms = وصل تهديد إلى المكتب. إن لم تتصل بـ 911 فاتصل. افتح المكتب: { $link }
desk-threat-mail-subject = وصل تهديد إلى المكتب
desk-threat-mail-body = وصل تهديد إلى المكتب. إن لم تتصل بـ 911 فاتصل. افتح المكتب: { $link }

look-ask-sms = هل يمكنك أن تنظر في أمر ما؟ لك أن ترفض. لا تسافر إن لم تكن قريبًا أصلًا. اقرأ تعليمات السلامة أولًا: { $link }
look-ask-mail-subject = هل يمكنك أن تنظر في أمر ما؟
look-ask-mail-body = هل يمكنك أن تنظر في أمر ما؟ لك أن ترفض. لا تسافر إن لم تكن قريبًا أصلًا. اقرأ تعليمات السلامة أولًا: { $link }

look-not-needed-sms = لا حاجة إلى المزيد. شكرًا، من فضلك لا تذهب.
look-not-needed-mail-subject = لا حاجة إلى المزيد
look-not-needed-mail-body = لا حاجة إلى المزيد. شكرًا، من فضلك لا تذهب.

look-leave-sms = غادر الآن. اذهب إلى مكان آمن ثم أخبرنا أنك بخير: { $link }
look-leave-mail-subject = غادر الآن
look-leave-mail-body = غادر الآن. اذهب إلى مكان آمن ثم أخبرنا أنك بخير: { $link }

look-well-sms = هل أنت بخير؟ من فضلك أخبرنا هنا: { $link }
look-well-mail-subject = هل أنت بخير؟
look-well-mail-body = هل أنت بخير؟ من فضلك أخبرنا هنا: { $link }

look-no-word-sms = شخص ذهب لينظر لم يقل إنه بخير. من فضلك اتصل به. المكتب: { $link }
look-no-word-mail-subject = لا خبر من شخص ذهب لينظر
look-no-word-mail-body = شخص ذهب لينظر لم يقل إنه بخير. من فضلك اتصل به. المكتب: { $link }

call-script-page-hello = هذا خط المساعدة. إن كان أحد في خطر الآن فأغلق الخط واتصل بـ 911. لا أسألك عن اسمك.
call-script-page-seen = هل رأيت ذلك بنفسك؟
call-script-page-what = ماذا رأيت؟ من فضلك لا تذكر لي أسماء ولا أرقام لوحات.
call-script-page-where = عند أي تقاطع أو مكان عام كان ذلك، أو في أي جزء من المدينة؟ من فضلك لا تخبرني أين يسكن أحد.
call-script-page-when = متى كان ذلك، وهل ما زال مستمرًا؟
call-script-page-who = كيف عرفت من هم؟ ماذا كان مكتوبًا على ملابسهم أو مركباتهم؟
call-script-page-danger = هل رأيت أسلحة أو غازًا أو مصابًا أو حشدًا؟
call-script-page-answer = هل يمكننا أن نرسل إليك الجواب برسالة نصية بعد أن يتحقق أحد؟ رقمك مختوم ويُمحى خلال أسبوع. وحتى ذلك الحين يمكن لمحكمة أن تأمرنا بفتحه. لك أن ترفض.
call-script-page-end = شكرًا. من فضلك لا تذهب إلى هناك ولا تتبع أحدًا. سيتحقق شخص من الأمر. عند الخطر اتصل بـ 911.
