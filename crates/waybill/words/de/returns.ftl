# Übergebenes kommt zurück.

return-title = Etwas kam zurück
return-about = Übergebene Dinge, die nicht passen oder nicht mehr gebraucht werden. Wessen sie waren, wird nicht gespeichert. Die Öffentlichkeit erfährt es nie einzeln: Sie werden von einer späteren Summe derselben Güter und Region abgezogen.
return-handover = Aus welcher Übergabe
return-handover-words = { $things }, { $region }, { $week } (Eintrag { $n })
return-count = Wie viele kamen zurück
return-people = Von wie vielen Menschen
return-people-hint = Leer lassen heißt: je eines von einem Menschen.
return-region = Jetzt an: Region
return-on = Zurückgekommen am
return-too-many = { $count } sind mehr, als aus dieser Übergabe noch bei Menschen ist: { $here }. Tragen Sie höchstens so viel ein; der Rest gehört zu einer anderen Übergabe.
entry-return = Rückgabe
trace-stamp-return = Zurück
trace-step-return = { $what } kam zurück. Jetzt: { $holder }
kind-return = Zurückgegebenes
