# Worte jedes Formulars.

form-title = { $n ->
    [one] Eine Sache zu berichtigen: { $title }
   *[other] { $n } Sachen zu berichtigen: { $title }
}
form-problems = { $n ->
    [one] Noch wurde nichts eingetragen. Eine Sache ist zu berichtigen
   *[other] Noch wurde nichts eingetragen. { $n } Sachen sind zu berichtigen
}
form-kept = Alles, was Sie getippt haben, ist noch da.
form-key-lost = Das Formular hat unterwegs seinen einmaligen Schlüssel verloren, darum wurde nichts eingetragen. Sehen Sie es durch und tragen Sie es noch einmal ein.
form-other-title = Dieses Formular wurde schon gesendet
form-other-body = Dieses Formular wurde schon mit anderen Angaben gesendet, darum wurde diesmal nichts eingetragen. Sehen Sie nach, was zuerst eingetragen wurde; für etwas Neues öffnen Sie ein neues Formular.
form-other-typed = Was Sie eingegeben haben
form-other-anew = Neues Formular öffnen
form-look = Durchsehen
form-enter = Eintragen
form-back = Ändern
world-title = Was die Öffentlichkeit sehen wird, und wann
world-now = Jetzt
world-never = Nie
world-nothing = Nichts.
