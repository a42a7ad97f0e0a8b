# To residents: the city's own matters, what is over, what people say. Class: sample (not yet reviewed by a native speaker).
# Short on purpose: a part of an Arabic text message holds 67 characters.

preparedness-sms = إشعار البلدية { $number }، { $area }. رمز { $code }. { preparedness-page-what } { preparedness-do } { short-help } { $link }
preparedness-mail-subject = إشعار البلدية { $number }، { $area }
preparedness-mail-body =
    إشعار البلدية { $number }
    أين: { $area }

    { preparedness-page-what }
    { preparedness-do }
    { part-source }

    { part-help }
    { part-rights }

    { card-page }

    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
preparedness-headline = أُعلن عن نشاط فيدرالي: اعرف حقوقك وبمن تتصل
preparedness-page-what = أُعلن نشاط فيدرالي في المدينة، بلا وقت ولا مكان.
preparedness-page-where = { $area }
preparedness-do = لا يلزمك شيء الآن. اعرف حقوقك وبمن تتصل.
preparedness-page-do = { preparedness-do } { part-help }
preparedness-page-known = { part-known } { part-source }
preparedness-page-by = { part-by }
preparedness-page-card = { card-page }
preparedness-page-rights = { part-rights }

rumour-check-sms = { part-opening }، { $area }. رمز { $code }. { rumour-check-page-what } { rumour-check-page-do } { short-help } { $link }
rumour-check-mail-subject = { part-opening }، { $area }
rumour-check-mail-body =
    { part-signed-opening }
    أين: { $area }

    { rumour-check-page-what }
    { rumour-check-page-do }

    { part-help }

    { card-page }

    { rumour-check-page-source }
    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
rumour-check-headline = لا نعلم بعد: كلام عن نشاط فيدرالي، { $area }
rumour-check-page-what = يقال علنًا إن هناك نشاطًا فيدراليًا. لا نعلم صحته بعد. نخبركم حين نعلم.
rumour-check-page-where = { $area }
rumour-check-page-do = لا تنشره من فضلك. لا حاجة للذهاب.
rumour-check-page-source = نتحدث عنه لأنه يقال علنًا.
rumour-check-page-by = { part-by }
rumour-check-page-card = { card-page }

rumour-answer-sms = { part-opening }، { $area }. رمز { $code }. نعرف الآن المزيد. { short-since } { short-what } { short-known } { short-do } { $link }
rumour-answer-mail-subject = { part-opening }، { $area }: نعرف الآن المزيد
rumour-answer-mail-body =
    { part-signed-opening }: نعرف الآن المزيد
    أين: { $area }

    قلنا لكم إننا لا نعرف بعد. هذا ما نعرفه الآن:
    { part-since }
    { part-what }
    { part-known }
    { part-source }

    { part-do }
    { part-help }

    { card-page }

    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
rumour-answer-headline = نعرف الآن المزيد عن { $area }
rumour-answer-page-what = { part-what }
rumour-answer-page-where = { $area }
rumour-answer-page-since = { part-since }
rumour-answer-page-known = { part-known } { part-source }
rumour-answer-page-do = { part-do } { part-help }
rumour-answer-page-by = { part-by }

boil-water-sms = إشعار البلدية { $number }، { $area }. رمز { $code }. { boil-water-what } { boil-water-do } { civic-help-at } { civic-until } { $link }
boil-water-mail-subject = إشعار البلدية { $number }، { $area }
boil-water-mail-body =
    إشعار البلدية { $number }
    أين: { $area }

    { boil-water-page-what }
    { civic-since }
    { civic-until }

    { boil-water-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
boil-water-headline = { $advice ->
    [boil] اغل ماء الصنبور: { $area }
    [do_not_drink] لا تشرب ماء الصنبور: { $area }
   *[do_not_use] لا تستخدم ماء الصنبور: { $area }
}
boil-water-what = { $cause ->
    [main_break] انكسر أنبوب. قد لا يكون الماء آمنًا.
    [bacteria_found] وجد فحص بكتيريا في ماء الصنبور.
    [pressure_lost] ضعف ضغط الماء. قد لا يكون آمنًا.
   *[treatment_fault] تعطلت تنقية الماء. قد لا يكون آمنًا.
}
boil-water-do = { $advice ->
    [boil] اغل ماء الصنبور دقيقة قبل الشرب والطبخ.
    [do_not_drink] لا تشرب ماء الصنبور ولو مغليًا. استخدم ماء معبأ.
   *[do_not_use] لا تستخدم ماء الصنبور لأي شيء. استخدم ماء معبأ.
}
boil-water-page-what = { boil-water-what }
boil-water-page-where = { $area }
boil-water-page-since = { civic-since }
boil-water-page-until = { civic-until }
boil-water-page-do = { boil-water-do } إذا مرضت بعد شربه فاتصل بطبيب.
boil-water-page-place = { civic-help-at }
boil-water-page-known = { part-known } { part-source }
boil-water-page-by = { part-by }

snow-emergency-sms = إشعار البلدية { $number }، { $area }. رمز { $code }. طوارئ ثلج. { civic-since } { snow-emergency-do } { civic-help-at } { civic-until } { $link }
snow-emergency-mail-subject = إشعار البلدية { $number }، { $area }
snow-emergency-mail-body =
    إشعار البلدية { $number }
    أين: { $area }

    { snow-emergency-page-what }
    { civic-since }
    { civic-until }

    { snow-emergency-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
snow-emergency-headline = طوارئ ثلج: { $area }
snow-emergency-do = { $advice ->
    [routes] لا توقف سيارتك في طرق طوارئ الثلج.
    [even_side] لا توقف سيارتك في جانب الأرقام الزوجية.
   *[odd_side] لا توقف سيارتك في جانب الأرقام الفردية.
}
snow-emergency-page-what = تزيل المدينة الثلج، ووقوف السيارات محدود.
snow-emergency-page-where = { $area }
snow-emergency-page-since = { civic-since }
snow-emergency-page-until = { civic-until }
snow-emergency-page-do = { snow-emergency-do } قد تُسحب السيارة الواقفة هناك.
snow-emergency-page-place = { civic-help-at }
snow-emergency-page-known = { part-known } { part-source }
snow-emergency-page-by = { part-by }

civic-since = { $has_begins ->
    [yes] يبدأ { $begins }.
   *[no] سارٍ الآن.
}
civic-until = { $has_until ->
    [yes] حتى { $until }.
   *[no] حتى نقول إنه انتهى.
}
civic-help-at = { $has_place ->
    [yes] العون في: { $place }.
   *[no] { "" }
}

civic-correction-sms = إشعار البلدية { $number }، { $area }. رمز { $code }. تصحيح. { civic-correction-page-what } { civic-since } { civic-correction-page-do } { civic-until } { $link }
civic-correction-mail-subject = إشعار البلدية { $number }، { $area }: تصحيح
civic-correction-mail-body =
    إشعار البلدية { $number }: تصحيح
    أين: { $area }

    ما قلناه سابقًا لم يعد صحيحًا. الصحيح الآن:
    { civic-correction-page-what }
    { civic-since }
    { civic-until }

    { civic-correction-page-do }
    { civic-help-at }

    { part-known }
    { part-source }
    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
civic-correction-headline = تصحيح: { $area }. ما قلناه سابقًا لم يعد صحيحًا
civic-correction-page-what = { $matter ->
    [boil_water] { boil-water-what }
   *[snow_emergency] وقوف السيارات محدود بسبب الثلج.
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

all-clear-sms = { part-opening }، { $area }. رمز { $code }. زال الخطر. { all-clear-page-what } { all-clear-page-do } { $link }
all-clear-mail-subject = { part-opening }، { $area }: زال الخطر
all-clear-mail-body =
    { part-signed-opening }: زال الخطر
    أين: { $area }

    { all-clear-page-what }
    { all-clear-page-do }

    { part-known }
    { part-source }
    { part-by }
    الرمز { $code }. تحقق منه هنا: { $link }
    { part-care }
all-clear-headline = زال الخطر: { $area }
all-clear-page-what = { $matter ->
    [boil_water] ماء الصنبور آمن من جديد.
    [snow_emergency] انتهت طوارئ الثلج.
    [rumour_check] تحققنا مما قيل. ليس صحيحًا.
    [preparedness] انتهى ما أُعلن عنه.
   *[bulletin] انتهى النشاط الفيدرالي.
}
all-clear-page-where = { $area }
all-clear-page-do = { $matter ->
    [boil_water] دع الماء البارد يجري خمس دقائق في كل صنبور. ارم الثلج المصنوع سابقًا.
    [snow_emergency] يمكنك إيقاف سيارتك كالمعتاد.
    [rumour_check] لا تنشره بعد الآن من فضلك. لا حاجة للذهاب.
    [preparedness] لا يلزمك فعل شيء.
   *[bulletin] لا حاجة للذهاب إلى المكان.
}
all-clear-page-known = { part-known } { part-source }
all-clear-page-by = { part-by }

answers-bulletin-page-q1 = ماذا تعرف المدينة؟
answers-bulletin-page-a1 = ما يقوله الإشعار ولا أكثر. تحقق منه شخصان قبل إرساله.
answers-bulletin-page-q2 = هل تشارك المدينة؟
answers-bulletin-page-a2 = الإشعار للإعلام فقط. لا تساعد المدينة به الإنفاذ ولا تعيقه.
answers-bulletin-page-q3 = ماذا يمكنني أن أفعل؟
answers-bulletin-page-a3 = من فضلك ابق بعيدًا ولا تتدخل. للمساعدة والحقوق اتصل بـ { $hotline }.

answers-preparedness-page-q1 = متى وأين سيكون؟
answers-preparedness-page-a1 = لا نقول ذلك. نذكر فقط ما أُعلن علنًا، للمدينة كلها.
answers-preparedness-page-q2 = كيف أستعد؟
answers-preparedness-page-a2 = اعرف حقوقك واعرف بمن تتصل. للمساعدة والحقوق: { $hotline }.

answers-rumour-check-page-q1 = هل هذا صحيح؟
answers-rumour-check-page-a1 = لا نعلم بعد. أشخاص مدربون يتحققون. نخبركم حين نعلم.
answers-rumour-check-page-q2 = هل أحذر الآخرين؟
answers-rumour-check-page-a2 = انتظر من فضلك. انشر فقط ما يحمل رمزًا يمكن التحقق منه في صفحتنا.

answers-boil-water-page-q1 = هل الاستحمام آمن؟
answers-boil-water-page-a1 = يمكن للبالغين الاستحمام إن لم يبتلعوا الماء. إذا قال الإشعار لا تستخدم الماء فلا تستحم.
answers-boil-water-page-q2 = ماذا عن الرضع والحيوانات؟
answers-boil-water-page-a2 = استخدم لهم ماء معبأ، أو ماء مغليًا حيث يقول الإشعار بغليه.
answers-boil-water-page-q3 = كيف أعرف أنه انتهى؟
answers-boil-water-page-a3 = نرسل إشعار زوال الخطر إلى كل من وصله هذا الإشعار، بالطريقة نفسها.

answers-snow-emergency-page-q1 = أين أوقف سيارتي؟
answers-snow-emergency-page-a1 = حيث لا يمنعه الإشعار، وفي الأماكن التي يذكرها.
answers-snow-emergency-page-q2 = سُحبت سيارتي. ماذا الآن؟
answers-snow-emergency-page-a2 = اتصل بالبلدية. جهز بيانات سيارتك واذكر الشارع الذي كانت فيه.
