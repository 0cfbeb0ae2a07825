/** Pretended receipts for the gallery: on a claim of their own, and two hundred on another. */
import { ratesOf, type RateTable } from "../../../pwa/src/domain/travel/rates";
import type { ReceiptActs, ReceiptBody, ReceiptView } from "../../../pwa/src/store/appState";
import vat from "../../../shared/tables/travel/vat.json";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const BODY: ReceiptBody = {
  claim: "c1",
  trip: null,
  date: "2026-11-18",
  supplier: "Hotelli Torni",
  category: "hotel",
  gross_cents: 14900,
  currency: "EUR",
  rate_to_eur: null,
  rate_source: "",
  lines: [
    { rate: 13.5, gross_cents: 12900 },
    { rate: 25.5, gross_cents: 2000 },
  ],
  cost_centre: null,
  note: "",
  files: ["a".repeat(64), "b".repeat(64)],
  paid_by: "self",
};

const one = (id: string, body: Partial<ReceiptBody>, more: Partial<ReceiptView> = {}): ReceiptView => {
  const whole = { ...BODY, ...body };
  return {
    id,
    body: whole,
    version: 1,
    local: false,
    unsentFiles: 0,
    refused: null,
    eurCents: whole.gross_cents,
    ...more,
  };
};

const FEW: ReceiptView[] = [
  one("r1", {}),
  one(
    "r2",
    {
      supplier: "Taxi Stockholm",
      category: "taxi",
      gross_cents: 42000,
      currency: "SEK",
      rate_to_eur: "0.0874",
      lines: [],
    },
    { eurCents: 3671, local: true, unsentFiles: 1 },
  ),
  one("r3", { supplier: "", category: "other", gross_cents: 0, lines: [], files: ["c".repeat(64)] }, { local: true }),
  one(
    "r4",
    { supplier: "VR", category: "public_transport", gross_cents: 3890, lines: [{ rate: 13.5, gross_cents: 3890 }] },
    { refused: { key: "error.attachment_encrypted", params: {} }, local: true },
  ),
  one("r5", { supplier: "Lounas", category: "meals", gross_cents: 1270, paid_by: "employer" }),
];

const SHOPS = ["Hotelli Torni", "Taksi Helsinki", "VR", "Ravintola Savoy", "Neste", "Q-Park"];
const MANY = Array.from({ length: 200 }, (_, n) =>
  one(`m${n}`, {
    claim: "many",
    supplier: SHOPS[n % SHOPS.length],
    gross_cents: 1000 + 37 * n,
    files: [n.toString(16).padStart(64, "0")],
  }),
);

/** A small picture of a receipt, another one for each hash. */
async function drawn(hash: string): Promise<Blob> {
  const sheet = new OffscreenCanvas(180, 240);
  const pen = sheet.getContext("2d")!;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, 180, 240);
  pen.fillStyle = "#333";
  for (let line = 0; line < 11; line += 1) pen.fillRect(20, 20 + 19 * line, 50 + ((hash.charCodeAt(line) * 7) % 90), 6);
  return sheet.convertToBlob({ type: "image/jpeg" });
}

export function receiptsOf(done: Done): ReceiptActs {
  return {
    receipts: async (claim) => (claim === "many" ? MANY : claim === "none" ? [] : FEW),
    takePage: async (file) => {
      // A photo of many megapixels takes its time.
      if ((file as File).name === "large.jpg") await new Promise((done) => setTimeout(done, 1_500));
      const bytes = await file.arrayBuffer();
      return { hash: String(file.size).padStart(64, "0"), media: "image/jpeg", bytes, small: bytes };
    },
    saveReceipt: (...given) => done("saveReceipt", ...given),
    removeReceipt: (...given) => done("removeReceipt", ...given),
    newReceipt: async () => "new",
    receiptTrips: async () => [
      { id: "t1", name: "Tukholma" },
      { id: "t2", name: "Tampere" },
    ],
    receiptFile: (hash) => drawn(hash),
    receiptSmall: (hash) => drawn(hash),
    receiptRates: async () => ratesOf([vat as RateTable]),
    currencyRate: async (_, date) => ({ rate: "0.087400", date }),
  };
}
