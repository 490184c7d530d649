# Przekazane rzeczy wracają.

return-title = Coś wróciło
return-about = Przekazane rzeczy, które nie pasują albo nie są już potrzebne. Nie zapisujemy, czyje były. Świat nigdy nie dowie się o tym osobno: zostaną odjęte od późniejszej sumy tych samych rzeczy w tym samym regionie.
return-handover = Z którego przekazania
return-handover-words = { $things }, { $region }, { $week } (wpis { $n })
return-count = Ile wróciło
return-people = Od ilu osób
return-people-hint = Zostaw puste, jeśli od każdej osoby wróciła jedna sztuka.
return-region = Gdzie są teraz: region
return-on = Dzień zwrotu
return-too-many = { $count } to więcej, niż z tego przekazania jest jeszcze u ludzi: { $here }. Wpisz najwyżej tyle; reszta należy do innego przekazania.
entry-return = Zwrot
trace-stamp-return = Zwrócone
trace-step-return = { $what } – zwrócono. Teraz: { $holder }
kind-return = Zwroty
