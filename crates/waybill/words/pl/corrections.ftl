# Błędny wpis poprawia się jeszcze jednym wpisem.

correction-title = Popraw wpis
correction-about = Cofa dokładnie to, co przeniósł błędny wpis. Oba zostają w księdze. To, co prawidłowe, wpisuje się potem we właściwym formularzu.
correction-entry = Numer błędnego wpisu
correction-entry-hint = Widać go w księdze i na stronie samego wpisu.
correction-reason = Co było źle
correction-wrong = To zostanie cofnięte
correction-first = Najpierw do poprawienia, w tej kolejności
correction-link = Wpis { $n }: { $kind }, { $date }
correction-no-entry = Nie ma wpisu „{ $entry }”. Sprawdź numer w księdze.
correction-of-correction = Ten wpis sam jest poprawką. Jeśli była pomyłką, wpisz jeszcze raz to, co cofnęła, we właściwym formularzu.
correction-of-text = Relację prostuje się w jej edytorze, w „Relacjach”: strona pokazuje wtedy, co było nie tak.
correction-of-details = Dane do przelewu poprawia się, wpisując właściwe: zapowiada się to jak każdą zmianę.
correction-already = Ten wpis jest już poprawiony wpisem { $n }. Jeśli coś nadal się nie zgadza, popraw to, co wpisano potem.
correction-paid-back = Tym wpisem zwrócono komuś pieniądze i tego nie da się cofnąć. Jeśli zwrócono za dużo, wpisz to, co wróci.
correction-used = { $count ->
    [one] To, co przyniósł ten wpis, wykorzystano później we wpisie { $n }. Najpierw popraw tamten; niczego nie wpisano.
    [few] To, co przyniósł ten wpis, wykorzystały { $count } późniejsze wpisy. Popraw je najpierw, od najnowszego, wpisu { $n }; niczego nie wpisano.
    [many] To, co przyniósł ten wpis, wykorzystało { $count } późniejszych wpisów. Popraw je najpierw, od najnowszego, wpisu { $n }; niczego nie wpisano.
   *[other] To, co przyniósł ten wpis, wykorzystało { $count } późniejszych wpisów. Popraw je najpierw, od najnowszego, wpisu { $n }; niczego nie wpisano.
}
correction-then = Teraz wpisz tak, jak miało być:

wrong-amount = błędna kwota
wrong-fund = nie ten fundusz
wrong-account = nie to konto lub posiadacz
wrong-twice = wpisano dwa razy
wrong-never = to się nie wydarzyło
wrong-goods = nie te rzeczy lub liczba
wrong-other = inna pomyłka

entry-correction = Poprawka
entry-correct = Popraw ten wpis
entry-corrects = To poprawia wpis { $n }: { $reason }
entry-corrected-by = Poprawiono wpisem { $n }: { $reason }, { $date }
entry-is-corrected = poprawiony
sees-vanishes = Nic. O tym wpisie jeszcze nie ogłoszono; ani on, ani ta poprawka nigdy nie zostaną ogłoszone.
sees-out-of-a-total = Nie osobno: wpis ogłoszono w sumie i zostanie odjęty od późniejszej sumy, za którą nadal będzie stać co najmniej { $k } osób.

kind-correction = Poprawka
told-correction = Poprawiono ({ $kind }): { $reason }
told-corrected = { $sentence } (poprawione)
figures-corrected-by = Ten fakt poprawiono i już się nie liczy:
figures-corrects = Cofa ten fakt:
figures-netted = Coś ogłoszonego we wcześniejszej sumie było błędne albo wróciło; odjęto to od tej sumy. Gdy dotyczy to kilku osób, żadnego z tych dwojga nigdy nie ogłaszamy osobno.
trace-stamp-correction = Poprawiono
trace-step-correction = Poprawiono: { $what } znów tutaj: { $holder }
trace-corrected = Tę darowiznę wpisano błędnie i wpis został poprawiony.
trace-corrected-then = Nie ma tu czego śledzić. Jeśli darowiznę wpisano jeszcze raz pod tym samym numerem referencyjnym, też jest na tej stronie. Jeśli nie, zapytaj koordynatorów i podaj im numer referencyjny; kod zachowaj dla siebie.
