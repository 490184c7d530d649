# Ein falscher Eintrag wird durch einen weiteren Eintrag berichtigt.

correction-title = Einen Eintrag berichtigen
correction-about = Nimmt genau das zurück, was ein falscher Eintrag bewegt hat. Beide bleiben im Buch. Das Richtige wird danach mit seinem eigenen Formular eingetragen.
correction-entry = Nummer des falschen Eintrags
correction-entry-hint = Sie steht im Buch und auf der Seite des Eintrags.
correction-reason = Was falsch war
correction-wrong = Das wird zurückgenommen
correction-first = Vorher zu berichtigen, in dieser Reihenfolge
correction-link = Eintrag { $n }: { $kind }, { $date }
correction-no-entry = Es gibt keinen Eintrag „{ $entry }“. Sehen Sie die Nummer im Buch nach.
correction-of-correction = Dieser Eintrag ist selbst eine Berichtigung. War sie ein Fehler, tragen Sie das Zurückgenommene mit seinem eigenen Formular noch einmal ein.
correction-of-text = Ein Bericht wird in seinem Editor berichtigt, unter „Berichte“: Die Seite zeigt dann, was falsch war.
correction-of-details = Kontodaten werden richtiggestellt, indem Sie die richtigen eintragen: Das wird angekündigt wie jede Änderung.
correction-already = Dieser Eintrag ist schon berichtigt, durch Eintrag { $n }. Ist noch etwas falsch, berichtigen Sie, was danach eingetragen wurde.
correction-paid-back = Mit diesem Eintrag wurde jemandem Geld zurückgezahlt; das lässt sich nicht zurücknehmen. Wurde zu viel gezahlt, tragen Sie ein, was zurückkommt.
correction-used = { $count ->
    [one] Was dieser Eintrag gebracht hat, wurde später von Eintrag { $n } verwendet. Berichtigen Sie zuerst jenen; es wurde nichts eingetragen.
   *[other] Was dieser Eintrag gebracht hat, wurde von { $count } späteren Einträgen verwendet. Berichtigen Sie zuerst diese, den neuesten zuerst, beginnend mit Eintrag { $n }; es wurde nichts eingetragen.
}
correction-then = Tragen Sie es jetzt so ein, wie es hätte sein sollen:

wrong-amount = falscher Betrag
wrong-fund = falscher Fonds
wrong-account = falsches Konto oder falsche Stelle
wrong-twice = doppelt eingetragen
wrong-never = nicht geschehen
wrong-goods = falsche Ware oder Anzahl
wrong-other = ein anderer Fehler

entry-correction = Berichtigung
entry-correct = Diesen Eintrag berichtigen
entry-corrects = Berichtigt Eintrag { $n }: { $reason }
entry-corrected-by = Berichtigt durch Eintrag { $n }: { $reason }, { $date }
entry-is-corrected = berichtigt
sees-vanishes = Nichts. Der Eintrag ist noch nicht veröffentlicht; weder er noch diese Berichtigung wird es je.
sees-out-of-a-total = Nicht einzeln: Der Eintrag ist in einer Summe veröffentlicht und wird von einer späteren Summe abgezogen, die auch dann für mindestens { $k } Menschen steht.

kind-correction = Berichtigung
told-correction = Berichtigt ({ $kind }): { $reason }
told-corrected = { $sentence } (berichtigt)
figures-corrected-by = Diese Tatsache wurde berichtigt und zählt nicht mehr:
figures-corrects = Sie nimmt diese Tatsache zurück:
figures-netted = In einer früheren Summe war etwas falsch, oder etwas davon kam zurück; es ist von dieser abgezogen. Betrifft es nur wenige Menschen, wird keines von beidem je für sich veröffentlicht.
trace-stamp-correction = Berichtigt
trace-step-correction = Berichtigt: { $what } wieder hier: { $holder }
trace-corrected = Diese Spende wurde falsch eingetragen, und der Eintrag ist berichtigt.
trace-corrected-then = Hier gibt es nichts zu verfolgen. Wurde die Spende unter demselben Verwendungszweck noch einmal eingetragen, steht sie ebenfalls auf dieser Seite. Wenn nicht, fragen Sie die Koordination und nennen Sie ihr den Verwendungszweck; den Code behalten Sie für sich.
