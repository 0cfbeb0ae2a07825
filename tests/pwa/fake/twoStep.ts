/** The second step of signing in: on for one of three, and what an app is given; passkeys; the company's own sign-in. */
import type { Wire } from "../../../pwa/src/store/appState";

const SETUP = {
  secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  uri: "otpauth://totp/Leima:satu%40mallila.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Leima",
  qr: [
    "11111110110101001101001110101011001111111",
    "10000010001001110101100001100001101000001",
    "10111010001011001000010100111110001011101",
    "10111010110011111111111001110010001011101",
    "10111010111101010010111101111100101011101",
    "10000010101011100001101001101101001000001",
    "11111110101010101010101010101010101111111",
    "00000000110101101100110000010110000000000",
    "10001011110100100101011010111111111111001",
    "11001000000100011100000101111110110110010",
    "10011110011101001110110110011010010101101",
    "10001101111010000110010100010101001001011",
    "01011010011111101001011110000100110000000",
    "00101000111001001011100000111110011111110",
    "10101010000110110100101001010000101100001",
    "01101001100101011100010010010110101011000",
    "10010111101001101001101101001111010101000",
    "10110001100010110011010000101001011110111",
    "00110010010111011100100110111000000001111",
    "10110001000010101110101010111100011101011",
    "10100110000110011011001000010110110000110",
    "11100101001000111000000100111100001111001",
    "11001011110010011110111111110010011110001",
    "10110000001010101110110010111110111001011",
    "00110110000011000111110111001100010010100",
    "11111100001001110110001100111000100110110",
    "00101011010011001000101110110110011010001",
    "01111000010000101101010110000110000101000",
    "00111111011111000001111010010100010000000",
    "11001001101000010111001011111000011110010",
    "00000111110110101001010101011000101001001",
    "00110000010000011111111100010111011101010",
    "11011011001101110110101001011001111111000",
    "00000000110100111101001001001101100011011",
    "11111110110010011010011110011110101011011",
    "10000010011111010000010000111111100010001",
    "10111010110011110001100001100001111110010",
    "10111010011101011010011110111010110001101",
    "10111010001000011010001110111111010000001",
    "10000010001111001011011110011100110100011",
    "11111110101011101001011010010100110011010",
  ],
};

const CODES = ["wq7ts-9kfme", "hb4xz-2pcan", "rd8gy-5jvqk", "mt3fn-7wzeh", "xk6pa-4hcys", "bz9de-3rtgj", "vn2mw-8qfkb"];

const PASSKEYS: Wire["PasskeysData"] = {
  passkeys: [
    { id: "a1", name: "Työpuhelin", made_at: "2026-10-01T06:00:00Z", used_at: "2026-11-19T05:10:00Z", copied: false },
    { id: "a2", name: "Turva-avain", made_at: "2026-10-02T06:00:00Z", used_at: null, copied: true },
  ],
  possible: true,
  fresh: true,
  recommended: true,
};

const COMPANY: Wire["CompanyData"] = {
  setting: {
    word: "mallila",
    issuer: "https://login.example.fi/mallila",
    client_id: "leima",
    has_secret: true,
    enabled: true,
    trusts_emails: false,
    role_claim: "groups",
    role_values: [{ value: "esihenkilot", role: "supervisor" }],
    step_claim: "amr",
    step_values: ["mfa"],
  },
  redirect: "https://leima.example.fi/kirjaudu",
  sign_in_page: "https://leima.example.fi/kirjaudu?yritys=mallila",
  only: false,
  signs_out: 14,
  people: [{ id: "p-outi", name: "Outi Koskela", linked_at: "2026-11-02T07:15:00Z", used_at: "2026-11-20T06:40:00Z" }],
};

const FINDINGS: Wire["CompanyFindings"] = {
  findings: [
    { step: "description", wrong: "" },
    { step: "issuer", wrong: "" },
    { step: "addresses", wrong: "" },
    { step: "pkce", wrong: "" },
    { step: "keys", wrong: "" },
    { step: "client", wrong: "client" },
  ],
};

export const TWO_STEP_ANSWERS = {
  "GET /api/v1/auth/passkeys": PASSKEYS,
  "GET /api/v1/company-sign-in": COMPANY,
  "POST /api/v1/company-sign-in/try": FINDINGS,
  "GET /api/v1/auth/two-step": { since: null, required: false, spares: 0 },
  "POST /api/v1/auth/two-step/begin": SETUP,
  "POST /api/v1/auth/two-step/confirm": { codes: [...CODES, "cg5kt-6yxrm", "je7hp-9avdw", "ys4bq-2nfzc"] },
  "GET /api/v1/auth/two-step/office": {
    required: false,
    people: [
      { id: "p-satu", name: "Satu Hallinto", since: null },
      { id: "p-paula", name: "Paula Palkka", since: "2026-11-02T07:15:00Z" },
    ],
  },
};
