"""The words that people write in files, in Finnish, Swedish and English, and what each means here."""

ROLE_NAMES = {
    "työntekijä": "employee",
    "anställd": "employee",
    "esihenkilö": "supervisor",
    "esimies": "supervisor",
    "chef": "supervisor",
    "vuorosuunnittelija": "planner",
    "planerare": "planner",
    "pääkäyttäjä": "admin",
    "huvudanvändare": "admin",
    "palkanlaskija": "payroll",
    "löneräknare": "payroll",
    "vastaanotto": "reception",
    "reception": "reception",
}
LANGUAGE_NAMES = {
    "suomi": "fi",
    "finska": "fi",
    "finnish": "fi",
    "ruotsi": "sv",
    "svenska": "sv",
    "swedish": "sv",
    "englanti": "en",
    "engelska": "en",
    "english": "en",
}
PAY_NAMES = {
    "kk": "monthly",
    "kuukausi": "monthly",
    "kuukausipalkka": "monthly",
    "månad": "monthly",
    "månadslön": "monthly",
    "tunti": "hourly",
    "tuntipalkka": "hourly",
    "timme": "hourly",
    "timlön": "hourly",
}
PAYEE_NAMES = {
    "työntekijä": "employee",
    "anställd": "employee",
    "laskuttaja": "contractor",
    "toimeksisaaja": "contractor",
    "fakturerar": "contractor",
    "uppdragstagare": "contractor",
}
ACCOUNT_NAMES = {
    "liukuma": "flex",
    "työaikapankki": "bank",
    "vuosiloma": "annual_holiday",
    "loma": "annual_holiday",
    "ylityövapaa": "overtime_leave",
    "kiky kuitattu": "kiky_settled",
}

COLUMNS = {
    **dict.fromkeys(("name", "nimi", "namn"), "name"),
    **dict.fromkeys(("email", "e-mail", "sähköposti", "e-post"), "email"),
    **dict.fromkeys(("key", "tunnus", "nyckel"), "key"),
    **dict.fromkeys(("external_id", "henkilönumero", "personalnummer", "employee number"), "external_id"),
    **dict.fromkeys(("team", "tiimi"), "team"),
    **dict.fromkeys(("site", "toimipaikka", "toimipiste", "verksamhetsställe"), "site"),
    **dict.fromkeys(("manager", "esihenkilö", "esimies", "närmaste chef"), "manager"),
    **dict.fromkeys(("supervises", "esihenkilönä", "chef för"), "supervises"),
    **dict.fromkeys(("from", "alkaen", "från"), "from"),
    **dict.fromkeys(("until", "asti", "päättyen", "till"), "until"),
    **dict.fromkeys(("agreement", "sopimus", "tes", "avtal"), "agreement"),
    **dict.fromkeys(("variant", "muunnelma", "variantti"), "variant"),
    **dict.fromkeys(("form", "muoto", "työaikamuoto", "arbetstidsform"), "form"),
    **dict.fromkeys(("pay", "palkkaus", "lön"), "pay"),
    **dict.fromkeys(("day", "päivä", "dag"), "day"),
    **dict.fromkeys(("week", "viikko", "vecka"), "week"),
    **dict.fromkeys(("period_weeks", "period weeks", "jakson viikot", "periodens veckor"), "period_weeks"),
    **dict.fromkeys(("period_start", "period start", "jakso alkaen", "period från"), "period_start"),
    **dict.fromkeys(("share", "osuus", "andel"), "share"),
    **dict.fromkeys(("hourly_wage", "hourly wage", "tuntipalkka", "timlön"), "hourly_wage"),
    **dict.fromkeys(("payee", "maksun saaja", "betalningsmottagare"), "payee"),
    **dict.fromkeys(("special_sector", "special sector", "erityisala", "specialbransch"), "special_sector"),
    **dict.fromkeys(
        ("travel_pay_per_km", "kilometre allowance", "kilometrikorvaus", "kilometerersättning"), "travel_pay_per_km"
    ),
    **dict.fromkeys(("travel_pay_full", "full per diem", "kokopäiväraha", "heldagtraktamente"), "travel_pay_full"),
    **dict.fromkeys(
        ("travel_pay_partial", "partial per diem", "osapäiväraha", "partiellt dagtraktamente"), "travel_pay_partial"
    ),
    **dict.fromkeys(
        ("travel_pay_foreign", "foreign per diem", "ulkomaanpäiväraha", "utlandsdagtraktamente"), "travel_pay_foreign"
    ),
    **dict.fromkeys(
        ("travel_prices_per_km", "price per kilometre", "kilometrin hinta", "pris per kilometer"),
        "travel_prices_per_km",
    ),
    **dict.fromkeys(
        ("travel_prices_per_day", "price per day", "päivän hinta", "pris per dag"), "travel_prices_per_day"
    ),
    **dict.fromkeys(
        ("travel_prices_per_hour", "price per travel hour", "matkatunnin hinta", "pris per resetimme"),
        "travel_prices_per_hour",
    ),
    **dict.fromkeys(("flex", "flex opening", "liukuma", "flextid"), "flex"),
    **dict.fromkeys(("kiky", "kiky opening"), "kiky"),
    **dict.fromkeys(("holiday", "loma", "semester"), "holiday"),
    **dict.fromkeys(("counts_from", "counts from", "saldot alkaen", "saldon från"), "counts_from"),
    **dict.fromkeys(("lang", "language", "kieli", "språk"), "lang"),
    **dict.fromkeys(("roles", "role", "roolit", "rooli", "roller"), "roles"),
}
"""Column headers of a CSV file, lower case, and the field that each fills."""

HOURS_COLUMNS = frozenset(
    (
        *("tunnit", "tuntia", "työaika", "kesto", "sisään", "ulos", "tauot", "tavoite", "viikonpäivä", "pvm"),
        *("hours", "worked", "duration", "in", "out", "breaks", "target", "weekday", "date"),
        *("timmar", "arbetstid", "in-stämpling", "ut", "raster", "mål", "veckodag", "datum"),
    )
)
"""Headers of files that hold hours, the working-time report among them; no file of people has them."""
