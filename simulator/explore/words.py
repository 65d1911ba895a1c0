"""Every sentence of the page in both languages; what stands in braces is filled in where the page is shown."""

from __future__ import annotations

from simulator.lessons.language import LANGUAGES, Text
from simulator.lessons.words import MEAN_BALANCE, PART, REASON, STILL_THERE, TIER, WEEK


def in_percent(measure: Text) -> Text:
    """Return the heading of a share that is shown in percent."""
    return Text(*(f"{each}, %" for each in measure.heading()))


FIGURE_WORDS = {
    "staying": in_percent(STILL_THERE),
    **{tier: in_percent(TIER[tier]) for tier in ("overdrawn", "loyal", "engaged")},
    "mean_balance": MEAN_BALANCE.heading(),
    "nps": Text("NPS", "NPS"),
    "growing": Text("Customers per 100", "Klanten per 100"),
    "profit": Text("Profit, euro", "Winst, euro"),
}
FIGURE_NOTES = {
    "staying": Text("at the end, of the customers of the start", "aan het eind, van de klanten van het begin"),
    "overdrawn": Text("of those who are customers at the end", "van wie aan het eind klant is"),
    "loyal": Text("of those who are customers at the end", "van wie aan het eind klant is"),
    "engaged": Text("of those who are customers at the end", "van wie aan het eind klant is"),
    "mean_balance": Text("of the emotional bank account, at the end", "van de emotionele bankrekening, aan het eind"),
    "growing": Text("at the end, for every 100 of the start", "aan het eind, voor elke 100 van het begin"),
    "nps": Text("of those who answer, last round", "van wie antwoordt, laatste ronde"),
    "profit": Text("of all weeks, not discounted", "van alle weken, niet verdisconteerd"),
}
WORDS = {
    "kicker": Text(
        "engage · {customers} customers, {weeks} weeks, {many}, seed {seed}",
        "engage · {customers} klanten, {weeks} weken, {many}, seed {seed}",
    ),
    "one_replicate": Text("one replicate", "één herhaling"),
    "replicates": Text("{number} replicates", "{number} herhalingen"),
    "about": Text(
        "Two worlds with the same customers and the same luck: as it is, and as the sliders say. Move a slider and see "
        "what becomes of them.",
        "Twee werelden met dezelfde klanten en hetzelfde geluk: zoals het is, en zoals de schuiven "
        "zeggen. Verschuif er "
        "een en zie wat er van hen wordt.",
    ),
    "skip": Text("Skip to the answer", "Naar het antwoord"),
    "predict": Text("Predict first", "Voorspel eerst"),
    "predict_question": Text(
        "As it is, {there}. What will that figure be, if only one thing changes: {label} from {from} to {to}?",
        "Zoals het is, {there}. Wat wordt dat getal, als er één ding verandert: {label} van {from} naar {to}?",
    ),
    "there": Text(
        "{staying} % of the customers of the start are still there after {time}",
        "is {staying} % van de klanten van het begin er na {time} nog",
    ),
    "there_growing": Text(
        "there are {staying} customers after {time} for every 100 of the start",
        "zijn er na {time} {staying} klanten voor elke 100 van het begin",
    ),
    "commit": Text("That is my prediction", "Dat is mijn voorspelling"),
    "no_guess": Text("Go on without one", "Verder zonder"),
    "must_guess": Text("Write a number from 0 to {most}.", "Schrijf een getal van 0 tot {most}."),
    "locked": Text(
        "The sliders move once a prediction stands, or without one if you say so.",
        "De schuiven bewegen zodra er een voorspelling staat, of zonder als je dat zegt.",
    ),
    "guess_open": Text(
        "Your prediction: {guess}. Now set {label} to {to}, and leave the rest as it is.",
        "Jouw voorspelling: {guess}. Zet nu {label} op {to} en laat de rest zoals het is.",
    ),
    "guess_done": Text(
        "You predicted {guess}; it is {found}. As it is: {now}.",
        "Je voorspelde {guess}; het is {found}. Zoals het is: {now}.",
    ),
    "show_me": Text("Set it for me", "Zet het voor mij"),
    "sliders": Text("The sliders", "De schuiven"),
    "as_it_is": Text("as it is", "zoals het is"),
    "as_it_is_value": Text("as it is: {value}", "zoals het is: {value}"),
    "moved": Text("as the sliders say", "zoals de schuiven zeggen"),
    "reset": Text("Back to as it is", "Terug naar zoals het is"),
    "link": Text("Link to this state", "Link naar deze stand"),
    "answer": Text("The answer", "Het antwoord"),
    "nothing_moved": Text(
        "The sliders stand as it is: {there}{range}. {tiers}",
        "De schuiven staan zoals het is; dan {there}{range}. {tiers}",
    ),
    "of_them": Text(
        "Of them, {loyal} % are loyal, {engaged} % engaged and {overdrawn} % overdrawn.",
        "Van hen is {loyal} % loyaal, {engaged} % betrokken en staat {overdrawn} % in het rood.",
    ),
    "with": Text("With {settings}, ", "Met {settings} "),
    "staying_more": Text("{there}, {by} more than as it is{sure}.", "{there}, {by} meer dan zoals het is{sure}."),
    "staying_less": Text("{there}, {by} fewer than as it is{sure}.", "{there}, {by} minder dan zoals het is{sure}."),
    "staying_same": Text("{there}, no other than as it is{sure}.", "{there}, net als zoals het is{sure}."),
    "points": Text("{number} points", "{number} punt"),
    "nobody": Text("nobody is left after {time}.", "is er na {time} niemand over."),
    "surely": Text(" (95 % interval {low} to {high})", " (95%-interval {low} tot {high})"),
    "perhaps": Text(
        " (95 % interval {low} to {high}: that can be luck)", " (95%-interval {low} tot {high}: dat kan geluk zijn)"
    ),
    "alone": Text(
        " (one replicate: how sure that is, is not known)", " (één herhaling: hoe zeker dat is, is onbekend)"
    ),
    "fates": Text(
        "Of 100 customers, {saved} leave as it is and stay here; {lost} stay as it is and leave here. {up} stand in a "
        "higher tier, {down} in a lower one.",
        "Van de 100 klanten vertrekken er zoals het is {saved} die hier blijven; {lost} blijven zoals "
        "het is en vertrekken "
        "hier. {up} staan een trede hoger, {down} lager.",
    ),
    "profit_change": Text(
        "The profit is {profit} euro, {by} against as it is{sure}.",
        "De winst is {profit} euro, {by} tegenover zoals het is{sure}.",
    ),
    "figures": Text("Key figures", "Kerncijfers"),
    "range": Text("{low} to {high} over {many}", "{low} tot {high} over {many}"),
    "band_note": Text(
        "The bar under a figure spans the least and the most of the replicates; grey is as it is. The last line is the "
        "difference of the same customers with the same luck, with its 95 % interval.",
        "De balk onder een cijfer loopt van de laagste tot de hoogste herhaling; grijs is zoals het is. De laatste "
        "regel is het verschil van dezelfde klanten met hetzelfde geluk, met het 95%-interval.",
    ),
    "tiers": Text("Tiers over time", "Treden in de tijd"),
    "tiers_note": Text(
        "Percent of the customers of the start, week by week: bands from overdrawn to engaged, and who left.",
        "Procent van de klanten van het begin, week na week: banden van in het rood tot betrokken, en wie vertrok.",
    ),
    "balance": MEAN_BALANCE.heading(),
    "balance_note": Text(
        "The emotional bank account of those who are customers: deposits minus withdrawals, fading. The bands span the "
        "replicates.",
        "De emotionele bankrekening van wie klant is: stortingen min opnamen, vervagend. De banden omspannen de "
        "herhalingen.",
    ),
    "gone": Text("Who left, and why", "Wie vertrok, en waarom"),
    "gone_note": Text(
        "Percent of the customers of the start who left in all weeks, by the real reason; what they say "
        "is often another.",
        "Procent van de klanten van het begin dat in alle weken vertrok, naar de echte reden; wat ze "
        "zeggen is vaak anders.",
    ),
    "week": WEEK,
    "tables": Text("The same as tables", "Hetzelfde als tabellen"),
    "table_figures": Text("Key figures", "Kerncijfers"),
    "table_weeks": Text(
        "Percent of the customers of the start, and mean balance; as it is / as the sliders say",
        "Procent van de klanten van het begin, en gemiddeld saldo; zoals het is / zoals de schuiven zeggen",
    ),
    "table_gone": Text(
        "Who left, percent of the customers of the start", "Wie vertrok, procent van de klanten van het begin"
    ),
    "column_figure": Text("Figure", "Cijfer"),
    "column_difference": Text("Difference", "Verschil"),
    "column_range": Text("least … most", "laagste … hoogste"),
    "column_interval": Text("95 % interval", "95%-interval"),
    "column_reason": Text("Reason", "Reden"),
    "how": Text("How this was made", "Hoe dit is gemaakt"),
    "how_worlds": Text(
        "{worlds} worlds were lived beforehand, one for each combination of the sliders, in {many}, with {customers} "
        "customers. Nothing is calculated or sent when a slider moves: the page looks up a world that was lived.",
        "{worlds} werelden zijn vooraf geleefd, één voor elke combinatie van de schuiven, in {many}, met {customers} "
        "klanten. Er wordt niets berekend of verstuurd als een schuif beweegt: de pagina zoekt een geleefde wereld op.",
    ),
    "how_fine": Text(
        "Key figures are as exact as they are shown. Curves are drawn from {columns} of {weeks} weeks, tiers to "
        "a tenth of a percent, the balance to a hundredth. Between two steps of a slider nothing was lived.",
        "Kerncijfers zijn zo nauwkeurig als ze er staan. Lijnen zijn getekend uit {columns} van {weeks} weken, treden "
        "op een tiende procent, het saldo op een honderdste. Tussen twee stappen van een schuif is niets geleefd.",
    ),
    "how_past": Text(
        "What a slider says holds from the beginning, in the {warm_up} weeks before week 1 too.",
        "Wat een schuif zegt geldt vanaf het begin, ook in de {warm_up} weken vóór week 1.",
    ),
    "how_again": Text("The world of the sliders, with all tables:", "De wereld van de schuiven, met alle tabellen:"),
    "how_model": Text(
        "It is a model: it compares policies and sharpens questions; it forecasts nothing.",
        "Het is een model: het vergelijkt beleid en scherpt vragen; het voorspelt niets.",
    ),
    "year": Text("one year", "één jaar"),
    "years": Text("{number} years", "{number} jaar"),
    "weeks": Text("{number} weeks", "{number} weken"),
    "one_week": Text("one week", "één week"),
    "and": Text(" and ", " en "),
    "language": Text("Nederlands", "English"),
    "print": Text("Print", "Afdrukken"),
    "no_script": Text(
        "This page draws with a script of its own, which this browser does not run.",
        "Deze pagina tekent met een eigen script, dat deze browser niet uitvoert.",
    ),
}


def document() -> dict[str, dict[str, object]]:
    """Return all words by language, as the page takes them."""
    groups = {
        "tier": PART,
        "cause": REASON,
        "figure": FIGURE_WORDS,
        "figure_note": FIGURE_NOTES,
    }
    found: dict[str, dict[str, object]] = {}
    for language in LANGUAGES:
        said: dict[str, object] = {name: text.said(language) for name, text in WORDS.items()}
        said |= {group: {name: text.said(language) for name, text in texts.items()} for group, texts in groups.items()}
        found[language] = said
    return found
