# Die Tür und die Leute dahinter.

sign-in-title = Anmelden
sign-in-name = Der Name, unter dem man Sie hier kennt
sign-in-passphrase = Passphrase
sign-in-code = Code
sign-in-code-hint = Sechs Ziffern aus Ihrer App oder einer Ihrer Codes auf Papier.
sign-in-button = Anmelden
sign-in-wrong = Das hat nicht gepasst. Prüfen Sie Name, Passphrase und Code: Ein Code lebt eine halbe Minute und gilt einmal. Was davon falsch war, sagt hier niemand.
sign-in-too-many = Zu viele Versuche in dieser Minute. Warten Sie eine Minute und versuchen Sie es dann noch einmal.
sign-in-lost = Passphrase oder Telefon verloren? Ein Code von Ihrem Papier ersetzt das Telefon. Ist die Passphrase weg, lädt jemand aus der Koordination Sie neu ein: Ihre kann niemand lesen.
signed-in-title = Sie sind wieder da
signed-in-kept = Ihre Sitzung war zu Ende, und was Sie eingegeben haben, wurde nicht gesendet. Es ist noch da: Mit dem Knopf senden Sie es jetzt.
signed-in-go-on = Weiter mit meiner Eingabe
signed-in-drop = Verwerfen

join-title = Mitmachen
join-text = Sie sind bei „{ $operation }“ eingeladen, als { $name }. Drei Dinge fehlen noch: eine App für Codes, eine Passphrase, ein Blatt Papier.
join-unconfirmed = { $name } ist eingeladen, und eine zweite Person muss das noch bestätigen. Öffnen Sie diesen Link danach noch einmal.
join-app-title = 1. Codes auf Ihrem Telefon
join-app-text = Öffnen Sie eine App für Einmalcodes und lassen Sie sie dieses Quadrat lesen. Jede solche App taugt; ein Netz braucht sie nicht.
join-app-picture = Quadratischer Code für Ihre App
join-app-by-hand = Oder tippen Sie ihn ab:
join-own-title = 2. Ihre Passphrase
join-passphrase = Eine eigene Passphrase
join-passphrase-hint = Mindestens { $min } Zeichen; am besten mehrere Wörter, die nicht zusammengehören. Leerzeichen zählen.
join-again = Dasselbe noch einmal
join-code = Der Code, den die App jetzt zeigt
join-code-hint = Sechs Ziffern.
join-code-wrong = Das ist nicht der Code von jetzt. Warten Sie auf den nächsten und prüfen Sie, ob die Uhr des Telefons stimmt.
join-button = Mitmachen
join-no-way-back = Die Passphrase öffnet Ihren Schlüssel, und der öffnet, was für Sie versiegelt ist. Wir bewahren sie nicht auf und können sie nicht zurückgeben.
joined-title = Sie sind dabei
joined-text = Sie machen mit als { $name }.
joined-codes-title = 3. Ihre Codes auf Papier
joined-codes-text = Schreiben oder drucken Sie sie jetzt ab: Sie werden nur dieses eine Mal gezeigt. Jeder ersetzt einmal das Telefon, und einer davon löst die Sperre allein. Legen Sie sie dorthin, wo niemand ein Telefon sucht.

passphrase-short = { $length } Zeichen; nötig sind mindestens { $min }. Nehmen Sie mehrere Wörter.
passphrase-guessed = Das wäre bald erraten. Nehmen Sie mehrere Wörter, die nicht zusammengehören, und keinen Namen, den hier alle kennen.
passphrase-differs = Die beiden stimmen nicht überein. Tippen Sie beide noch einmal.

role-coordinator = Koordination
role-treasurer = Kasse
role-logistics = Logistik
role-editor = Redaktion
role-moderator = Moderation
role-auditor = Prüfung
