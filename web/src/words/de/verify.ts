import type { verify as en } from "../en/verify.ts";

export const verify: Readonly<Record<keyof typeof en, string>> = {
  "verify.waiting": "Warten auf dein anderes Gerät",
  "verify.waiting.text": "Nimm die Anfrage auf {device} an. Sie erscheint dort als Meldung.",
  "verify.waiting.any":
    "Öffne Paceline oder eine andere Matrix-App, in der du angemeldet bist, und nimm die Anfrage an.",
  "verify.request.title": "Bist du das?",
  "verify.request.text": "{device} möchte bestätigt werden. Nimm nur an, wenn du das eben selbst begonnen hast.",
  "verify.accept": "Bestätigen",
  "verify.decline": "Das bin ich nicht",
  "verify.compare.title": "Sind die Emoji gleich?",
  "verify.compare.text": "Beide Geräte müssen dieselben sieben zeigen, in derselben Reihenfolge.",
  "verify.match": "Sie sind gleich",
  "verify.differ": "Sie sind verschieden",
  "verify.confirmed": "Warten, bis das andere Gerät bestätigt",
  "verify.done.title": "Bestätigt",
  "verify.done.text": "Dieses Gerät ist deins. Frühere Nachrichten werden lesbar, sobald ihre Schlüssel da sind.",
  "verify.done.other": "{device} ist bestätigt und kann deine Nachrichten jetzt lesen.",
  "verify.person.request.title": "{name} möchte wissen, ob du es wirklich bist",
  "verify.person.request.text":
    "Tut das, während ihr euch seht oder hört, am Telefon oder nebeneinander. Geschriebene Worte würden nichts beweisen.",
  "verify.person.decline": "Jetzt nicht",
  "verify.person.waiting": "Warten auf {name}",
  "verify.person.waiting.text":
    "{name} wird in der eigenen App gefragt, auf jedem Gerät. Tut es, während ihr euch seht oder hört; geschriebene Worte würden nichts beweisen.",
  "verify.person.ready": "Einen Moment.",
  "verify.person.compare": "Lest sie einander vor. {name} muss dieselben sieben sehen, in derselben Reihenfolge.",
  "verify.person.confirmed": "Warten, bis {name} bestätigt",
  "verify.person.done":
    "Du weißt jetzt: Was bei {name} ankommt, kommt bei niemand anderem an. Ändern sich die Schlüssel, erfährst du es.",
  "verify.person.cancelled": "{name} hat die Bestätigung abgebrochen. Nichts hat sich geändert.",
  "verify.person.mismatch":
    "Die Emoji oder der Code passten nicht. Vielleicht steht jemand zwischen dir und {name}; schreib nichts, was andere nicht lesen dürfen, und versuch es anderswo noch einmal.",
  "verify.cancelled.title": "Nicht bestätigt",
  "verify.cancelled.me": "Du hast die Bestätigung abgebrochen. Nichts hat sich geändert.",
  "verify.cancelled.other": "Das andere Gerät hat die Bestätigung abgebrochen. Nichts hat sich geändert.",
  "verify.cancelled.mismatch":
    "Die Emoji oder der Code passten nicht. Vielleicht ist jemand dazwischen; melde dich über eine Verbindung neu an, der du traust.",
  "verify.confirmed.title": "Fast fertig",

  "verify.code.title": "Dein anderes Gerät bestätigen",
  "verify.code.show": "Scanne diesen Code mit deinem anderen Gerät.",
  "verify.code.scan": "Dein anderes Gerät zeigt einen Code. Scanne ihn mit diesem.",
  "verify.code.either": "Scanne diesen Code mit deinem anderen Gerät, oder dessen Code mit diesem.",
  "verify.code.label": "QR-Code dieser Bestätigung",
  "verify.code.emoji": "Emoji vergleichen",
  "verify.code.open": "Code scannen",
  "verify.code.mine": "Meinen Code zeigen",
  "verify.person.code.title": "{name} verifizieren",
  "verify.person.code.show": "{name} scannt diesen Code mit der eigenen App, nebeneinander oder im Videoanruf.",
  "verify.person.code.scan": "Die App von {name} zeigt einen Code. Scanne ihn, nebeneinander oder im Videoanruf.",
  "verify.person.code.either":
    "{name} scannt diesen Code, oder du scannst den anderen: nebeneinander oder im Videoanruf.",

  "verify.scan.title": "Code scannen",
  "verify.scan.text": "Halte den Code auf deinem anderen Gerät vor diese Kamera.",
  "verify.scan.picture": "Was die Kamera sieht",
  "verify.scan.opening": "Die Kamera geht an. Erlaub sie, wenn du gefragt wirst.",
  "verify.scan.trouble.none": "Hier ist keine Kamera. Geh zurück zu deinem Code oder vergleich Emoji.",
  "verify.scan.trouble.refused":
    "Die Kamera ist nicht erlaubt. Erlaub sie dieser Seite im Browser oder im System und versuch es noch einmal, oder vergleich Emoji.",
  "verify.scan.trouble.busy":
    "Die Kamera antwortet nicht; vielleicht hat sie eine andere App. Schließ die andere und versuch es noch einmal, oder vergleich Emoji.",
  "verify.scan.poster": "Das ist ein QR-Code, aber keiner, der jemanden bestätigt.",
  "verify.scan.foreign": "Dieser Code gehört zu einem anderen Konto oder ist alt. Nichts wurde bestätigt.",
  "verify.person.scan.text": "Halte den Code, den die App von {name} zeigt, vor diese Kamera.",
  "verify.person.scan.foreign": "Dieser Code ist nicht von {name} oder ist alt. Niemand wurde bestätigt.",

  "verify.scanned.title": "War das dein anderes Gerät?",
  "verify.scanned.text":
    "Dein Code wurde gescannt. Sag nur ja, wenn dein anderes Gerät jetzt auf deine Antwort wartet.",
  "verify.scanned.yes": "Ja",
  "verify.scanned.no": "Nein, abbrechen",
  "verify.person.scanned.title": "War das {name}?",
  "verify.person.scanned.text":
    "Dein Code wurde gescannt. Sag nur ja, wenn bei {name} jetzt steht, dass auf deine Antwort gewartet wird.",
};
