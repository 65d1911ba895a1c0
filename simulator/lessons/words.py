"""Words that lessons, the lab and pages for a class share: tiers, reasons and measures, as the sources call them."""

from __future__ import annotations

from simulator.lessons.language import Text

TIER = {
    "overdrawn": Text("overdrawn", "in het rood"),
    "indifferent": Text("indifferent", "onverschillig"),
    "satisfied": Text("satisfied", "tevreden"),
    "loyal": Text("loyal", "loyaal"),
    "engaged": Text("engaged", "betrokken"),
}
"""By the name in the registry of columns. The sources name tevreden, loyaal, betrokken and onverschillig."""

REASON = {
    "service": Text("how they were served", "hoe ze behandeld werden"),
    "relationship": Text("a bond that never grew", "een band die nooit groeide"),
    "identification": Text("not at home with the brand", "zich niet herkennen in het merk"),
    "offer": Text("a better offer", "een beter aanbod"),
    "circumstances": Text("circumstances", "omstandigheden"),
    "example of others": Text("the example of others", "het voorbeeld van anderen"),
}
"""By the name in the registry of columns, without none."""

PART = {**TIER, "left": Text("left", "vertrokken")}
"""Where somebody can be who was a customer, in the order of the registry."""

WEEK, WEEKS = Text("week", "week"), Text("weeks", "weken")
CUSTOMERS = Text("customers", "klanten")
BALANCE, MEAN_BALANCE = Text("balance", "saldo"), Text("mean balance", "gemiddeld saldo")
STILL_THERE = Text("still there", "nog klant")

HIGHER, LOWER = Text("higher", "hoger"), Text("lower", "lager")
