# To council offices: the roster test of every evening. Class: sample (not yet read by counsel or a plain-language editor).

roster-test-sms = Evening test of the city notices. Nothing has happened. Please reply 1 { $code }, or press the button here: { $link }
roster-test-mail-subject = Evening test of the city notices: please answer
roster-test-mail-body =
    This is the evening test of the city notices. Nothing has happened.

    Please show that your office can be reached. Open this page and press the button:
    { $link }
    Or reply to the text message with 1 { $code }.

    The test comes every evening at the same hour, whatever is going on in the city.
roster-test-page = This is the evening test of the city notices. Nothing has happened. Please press the button to show that your office can be reached.
roster-test-done-sms = Thank you. { $office } has answered the evening test. Nothing has happened.
