import type {
  Kept,
  LeadingCells,
  LeadingColumn,
  LeadingPicture,
  LeadingReport,
} from "../../../pwa/src/features/reports/leadingWish";

const column = (key: string, kind: LeadingColumn["kind"], title: string): LeadingColumn => ({
  key,
  kind,
  title,
  adds_up: kind === "min" || kind === "cents",
});

interface Told {
  columns: LeadingColumn[];
  rows: LeadingCells[];
  sums: LeadingCells;
  pictures: LeadingPicture[];
  notes: string[];
}

function report(kind: LeadingReport["report"], name: string, told: Told): LeadingReport {
  const over = { from: "2026-09", to: "2026-11", until: "2026-11-20", as_of: "2026-11-21T08:00:00Z", lang: "fi" };
  return { report: kind, ...over, heading: `${name}, kaikki, jotka näet, 1.9.2026–20.11.2026`, ...told };
}

const WORK_TYPES = report("work_type", "Tunnit työlajeittain", {
  columns: [
    column("name", "text", "Työlaji"),
    column("minutes", "min", "Tunnit"),
    column("share", "percent", "Osuus, %"),
    column("cents", "cents", "Tuntipalkkaisten tunnit, €"),
  ],
  rows: [
    { name: "Asiakastyö", minutes: 91_230, share: 61.4, cents: 412_345 },
    { name: "Kehitys", minutes: 40_110, share: 27, cents: null },
    { name: "Hallinto ja kokoukset, joilla on pitkä nimi", minutes: 18_000, share: 12.1, cents: 20_000 },
    { name: "Automaattiset tauot ja pyöristys", minutes: -750, share: -0.5, cents: -1_250 },
  ],
  sums: { minutes: 148_590, share: 100, cents: 431_095 },
  pictures: [{ shape: "bars", title: "Tunnit työlajeittain", label: "name", series: ["minutes"] }],
  notes: ["Tunnit ovat päivien työaikaa viimeiseen päättyneeseen päivään asti, ilman kikyä."],
});

const TREND = report("trend", "Liukuma ja ylityö", {
  columns: [
    column("month", "text", "Kuukausi"),
    column("people", "count", "Henkilöitä"),
    column("flex", "balance", "Liukumasaldo lopussa"),
    column("flex_each", "balance", "Liukumasaldo henkilöä kohti"),
    column("additional", "min", "Lisätyö"),
    column("overtime", "min", "Ylityö"),
  ],
  rows: [
    { month: "2026-09", people: 12, flex: 2_340, flex_each: 195, additional: 120, overtime: 1_440 },
    { month: "2026-10", people: 12, flex: -660, flex_each: -55, additional: 0, overtime: 2_205 },
    { month: "2026-11", people: 11, flex: 1_023, flex_each: 93, additional: 45, overtime: 330 },
  ],
  sums: { additional: 165, overtime: 3_975 },
  pictures: [
    { shape: "line", title: "Liukumasaldo kuukauden lopussa", label: "month", series: ["flex"] },
    { shape: "bars", title: "Ylityö ja lisätyö kuukausittain", label: "month", series: ["overtime", "additional"] },
  ],
  notes: ["Saldo on kuukauden viimeisen päättyneen päivän saldo."],
});

const KIKY = report("kiky", "Kikyn tilanne", {
  columns: [
    column("name", "text", "Tiimi"),
    column("people", "count", "Henkilöitä"),
    column("owed", "min", "Velvoite"),
    column("settled", "min", "Hoidettu"),
    column("planned", "min", "Suunniteltu"),
    column("unplanned", "min", "Suunnittelematta"),
  ],
  rows: [
    { name: "Tuotetiimi", people: 12, owed: 17_280, settled: 12_000, planned: 3_600, unplanned: 1_680 },
    { name: "Keittiö", people: 6, owed: 8_640, settled: 2_000, planned: 640, unplanned: 6_000 },
  ],
  sums: { people: 18, owed: 25_920, settled: 14_000, planned: 4_240, unplanned: 7_680 },
  pictures: [
    {
      shape: "stacked",
      title: "Kiky 2026: hoidettu, suunniteltu ja suunnittelematta",
      label: "name",
      series: ["settled", "planned", "unplanned"],
    },
  ],
  notes: ["Velvoite on hoidettu, suunniteltu ja suunnittelematta yhteensä."],
});

const HIDDEN = { planned: null, away: null, away_rate: null, sick: null, sick_rate: null };

const ABSENCES = report("absences", "Poissaolot", {
  columns: [
    column("name", "text", "Tiimi"),
    column("people", "count", "Henkilöitä"),
    column("planned", "min", "Suunniteltu työaika"),
    column("away", "min", "Poissa"),
    column("away_rate", "percent", "Poissa, %"),
    column("sick", "min", "Sairauden vuoksi"),
    column("sick_rate", "percent", "Sairauden vuoksi, %"),
  ],
  rows: [
    { name: "Tuotetiimi", people: 12, planned: 113_400, away: 6_300, away_rate: 5.6, sick: 2_700, sick_rate: 2.4 },
    { name: "Keittiö", people: 6, ...HIDDEN },
    { name: "Toimisto", people: 3, ...HIDDEN },
  ],
  sums: { people: 21, planned: 198_450, away: 9_900, away_rate: 5, sick: null, sick_rate: null },
  pictures: [
    {
      shape: "bars",
      title: "Poissa suunnitellusta työajasta",
      label: "name",
      series: ["away_rate", "sick_rate"],
    },
  ],
  notes: ["Pienistä ryhmistä ei näytetä poissaoloja, eikä sellaisia summia, joista ne voisi laskea."],
});

const kept = (id: string, title: string, of: Kept["choice"]["report"], monthly: boolean): Kept => ({
  id,
  title,
  choice: { report: of, whom: "all", months: 3 },
  monthly,
});

/** What the pretended server says about reports for leading. */
export const leadingAnswers: Record<string, unknown> = {
  "GET /api/v1/leading?report=work_type": WORK_TYPES,
  "GET /api/v1/leading?report=trend": TREND,
  "GET /api/v1/leading?report=kiky": KIKY,
  "GET /api/v1/leading?report=absences": ABSENCES,
  "GET /api/v1/leading/kept": {
    kept: [
      kept("k1", "Saldot", "trend", true),
      kept("k2", "Kikyt", "kiky", false),
      kept("k3", "Poissa", "absences", false),
    ],
  },
};
