# Co i kiedy się ogłasza oraz wcześniejsze ogłoszenie.

kind-policy = Zasady ogłaszania
entry-policy = Zasady ogłaszania
told-policy = Nowe zasady ogłaszania. { $lines }
kind-early = Ogłoszone wcześniej
entry-early = Wcześniejsze ogłoszenie
told-early = { $kind }: ogłoszono przed swoim poniedziałkiem, bo { $reason }
told-arrival-nowhere = Dotarło ({ $week }): { $lines }
told-handover-nowhere = Przekazano ({ $week }): { $things }, dla { $people ->
    [one] { $people } osoby
    [few] { $people } osób
    [many] { $people } osób
   *[other] { $people } osoby
}
policy-title = Zmień, co i kiedy się ogłasza
policy-about = Reguły mówią, co najwyżej wolno ogłosić. Tutaj ogłasza się mniej: większe grupy, późniejsze poniedziałki, mniej dokładne miejsca. Nowe zasady wszyscy przeczytają na stronie „Jak chronimy ludzi”.
policy-people = Najmniejsza ogłaszana grupa
policy-stale = Potrzeba jest świeża przez
policy-stale-days = Po ilu dniach niepotwierdzona potrzeba jest nieaktualna
policy-delay = { $kind }: dni czekania
policy-place = { $kind }: najdokładniejsze ogłaszane miejsce
policy-place-region = region
policy-place-country = kraj
policy-place-none = bez miejsca
policy-within = Od { $from } do { $to }.
policy-wrong-people = Wpisano { $n }: grupa mniejsza niż { $from } mogłaby wskazać człowieka, a większa niż { $to } nie mówiłaby prawie nic. Wpisz liczbę od { $from } do { $to }.
policy-wrong-stale = Wpisano { $n }: wpisz liczbę dni od { $from } do { $to }, żeby nikt nie wziął dawnej potrzeby za dzisiejszą.
policy-wrong-delay = Wpisano { $n }: czekanie nie może być krótsze niż { $from } dni, bo rzeczy i ludzie są jeszcze w drodze, ani dłuższe niż { $to }. Wpisz liczbę od { $from } do { $to }.
policy-same = Te zasady już obowiązują. Zmień któryś wiersz albo opuść formularz.
policy-change = { $what }: { $is } zamiast: { $was }
policy-changes-from = Co się zmieni: { $date }
policy-promise = Zmiana, po której ogłasza się mniej, obowiązuje od najbliższego zamknięcia dnia, także dla tego, co już czeka. Zmiana, po której ogłasza się więcej, obowiązuje tylko dla tego, co wpisano po niej: to, co wpisano wcześniej, zachowuje zasady, przy których je wpisano.
policy-waiting = Co teraz czeka na poniedziałek
policy-waiting-none = Nic nie czeka.
policy-waits = { $kind }: { $n }, czeka do { $was }, z tą zmianą do { $is }
policy-waits-same = { $kind }: { $n }, czeka do { $is }, z tą zmianą czy bez niej
early-title = Ogłoś coś wcześniej
early-about = Jeden wpis, który czeka na swój poniedziałek, zostanie ogłoszony przy najbliższym zamknięciu dnia. Nie ogłasza się o nim więcej niż w jego poniedziałek i nadal czeka na to, co musi być znane wcześniej. Tego, co ogłasza się tylko w sumach o wielu ludziach, nigdy nie ogłasza się wcześniej.
early-what = Co ogłosić wcześniej
early-what-hint = Stoi tu tylko to, co ogłasza się osobno i co czeka na poniedziałek.
early-option = { $sentence } (wpis { $n }, czeka do { $date })
early-reason = Dlaczego
early-reason-hint = Powód przeczytają wszyscy.
sooner-safe = na tej drodze nie ma już nikogo
sooner-known = jest to już publicznie znane
sooner-asked = poprosili o to ci, których to dotyczy
sooner-urgent = zależy od tego wezwanie o pomoc
early-remark = Zostanie to ogłoszone przy zamknięciu dnia: { $next }, jeśli świat będzie już wiedział, z czego to powstało. Inaczej byłoby ogłoszone najwcześniej { $date }.
member-people-min = najmniejsza grupa
member-stale-days = po ilu dniach potrzeba jest nieaktualna
member-kinds = czekanie i najdokładniejsze miejsce każdego rodzaju
member-early-of = fakt ogłoszony wcześniej
protect-note-policy = Co zmieniają i od kiedy, stoi niżej.
protect-note-early = Powód pochodzi z listy; wcześniej ogłasza się nie więcej niż w poniedziałek.
protect-policy = Obowiązujące zasady
protect-policy-lede = W granicach powyższych reguł koordynatorzy wybierają, o ile mniej i o ile później ogłaszać. Mniej wolno zawsze, więcej nigdy.
protect-policy-changes = Ich zmiany
protect-policy-unchanged = Nigdy ich nie zmieniono.
protect-policy-on = Ogłoszono { $date } (dzień { $day }):
protect-policy-nothing = nic nie różni się od dnia poprzedniego.
