# Words of every form.

form-title = { $n ->
    [one] One thing to put right: { $title }
   *[other] { $n } things to put right: { $title }
}
form-problems = { $n ->
    [one] Nothing was entered yet. One thing to put right
   *[other] Nothing was entered yet. { $n } things to put right
}
form-kept = Everything you typed is still here.
form-key-lost = The form lost its one-time key on the way, so nothing was entered. Look it over and enter it once more.
form-other-title = This form was sent before
form-other-body = This form was already sent with something else, so nothing was entered this time. Look at what was entered first; for something new open a new form.
form-other-typed = What you typed
form-other-anew = Open a new form
form-look = Look it over
form-enter = Enter it
form-back = Change it
world-title = What the world will see, and when
world-now = Now
world-never = Never
world-nothing = Nothing.
