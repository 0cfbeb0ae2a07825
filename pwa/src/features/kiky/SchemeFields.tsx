import { t } from "../../ui/words";

type Word = boolean | null;

export interface OwnScheme {
  accounted: "obligation" | "contract" | "none";
  year_minutes: number;
  extension_minutes: number;
  methods: readonly string[];
  pay_out: readonly string[];
  part_time: "share" | "out";
  supplements: Readonly<Record<string, Word>>;
  year_end: "finding" | "lapse" | "carry" | "propose";
}

export const OWN: OwnScheme = {
  accounted: "obligation",
  year_minutes: 1440,
  extension_minutes: 0,
  methods: ["balance_deduction", "extension_day"],
  pay_out: ["hourly"],
  year_end: "finding",
  part_time: "share",
  supplements: { additional: false, overtime: false, sunday: null, evening_night: null },
};
/** The ways that each accounting has, as the unions name them: i-vi are in the agreement or the contract itself. */
const WAYS: Readonly<Record<OwnScheme["accounted"], readonly string[]>> = {
  obligation: ["balance_deduction", "extension_day", "holiday_bonus"],
  contract: ["longer_hours"],
  none: ["holiday_cut", "annual_leave_day", "reduction_leave", "reduction_day", "midweek_pay_percent"],
};
const SUPPLEMENTS = ["additional", "overtime", "sunday", "evening_night"];
const NEXT = new Map<Word, Word>([
  [null, true],
  [true, false],
  [false, null],
]);

/** The company's own scheme: how it is accounted, its hours, methods, year's end and the four supplements. */
export function SchemeFields({ own, onChange }: { own: OwnScheme; onChange: (own: OwnScheme) => void }) {
  const set = (part: Partial<OwnScheme>): void => onChange({ ...own, ...part });
  const flip = (list: readonly string[], one: string): readonly string[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <>
      <Choice
        name="accounted"
        value={own.accounted}
        options={["obligation", "contract", "none"]}
        onChange={(chosen) => {
          const accounted = chosen as OwnScheme["accounted"];
          set({ accounted, methods: WAYS[accounted].slice(0, 1), ...lengthsOf(accounted) });
        }}
      />
      <Lengths own={own} set={set} />
      <Ways own={own} onFlip={(way) => set({ methods: flip(own.methods, way) })} />
      <Tags
        name="pay_out"
        all={["hourly", "monthly"]}
        on={own.pay_out}
        word="kiky.pay"
        onFlip={(p) => set({ pay_out: flip(own.pay_out, p) })}
      />
      <Choice
        name="part_time"
        value={own.part_time}
        options={["share", "out"]}
        onChange={(part_time) => set({ part_time: part_time as OwnScheme["part_time"] })}
      />
      <Choice
        name="year_end"
        value={own.year_end}
        options={["finding", "lapse", "carry", "propose"]}
        onChange={(year_end) => set({ year_end: year_end as OwnScheme["year_end"] })}
      />
      <Supplements words={own.supplements} onChange={(supplements) => set({ supplements })} />
    </>
  );
}

/** What an accounting begins with: the agreement's own ways keep no hours. */
function lengthsOf(accounted: OwnScheme["accounted"]): Pick<OwnScheme, "year_minutes" | "extension_minutes"> {
  if (accounted === "none") return { year_minutes: 0, extension_minutes: 0 };
  return { year_minutes: 1440, extension_minutes: accounted === "contract" ? 6 : 0 };
}

/** How kiky is carried out, each way with a sentence of what it means. */
function Ways({ own, onFlip }: { own: OwnScheme; onFlip: (way: string) => void }) {
  return (
    <fieldset class="kiky-ways">
      <legend class="label">{t("kiky.field.methods")}</legend>
      {WAYS[own.accounted].map((way) => (
        <label key={way}>
          <input type="checkbox" checked={own.methods.includes(way)} onChange={() => onFlip(way)} />
          <span>
            {t(`kiky.method.${way}`)}
            <small>{t(`kiky.method_help.${way}`)}</small>
          </span>
        </label>
      ))}
      {own.accounted === "obligation" ? null : <p class="note calm">{t("kiky.method.agreement_too")}</p>}
    </fieldset>
  );
}

function Lengths({ own, set }: { own: OwnScheme; set: (part: Partial<OwnScheme>) => void }) {
  if (own.accounted === "none") return null;
  return (
    <div class="kiky-times">
      <Hours
        name="year_hours"
        minutes={own.year_minutes}
        step={60}
        onChange={(year_minutes) => set({ year_minutes })}
      />
      {own.accounted === "contract" ? (
        <Hours
          name="extension"
          minutes={own.extension_minutes}
          step={1}
          onChange={(n) => set({ extension_minutes: n })}
        />
      ) : null}
    </div>
  );
}

type Words = OwnScheme["supplements"];

/** What the scheme says of each supplement: yes, no, or nothing. */
function Supplements({ words, onChange }: { words: Words; onChange: (words: Words) => void }) {
  return (
    <fieldset class="kiky-order">
      <legend class="label">{t("kiky.field.supplements")}</legend>
      <div class="row-buttons">
        {SUPPLEMENTS.map((name) => {
          const word = words[name] ?? null;
          const next = { ...words, [name]: NEXT.get(word) ?? null };
          return (
            <button key={name} type="button" class="tag" onClick={() => onChange(next)}>
              {t(`kiky.supplement.${name}`)}: {t(`kiky.word.${word === null ? "unstated" : word ? "yes" : "no"}`)}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  options: readonly string[];
  onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  return (
    <div class="field">
      <label for={`kiky-${name}`}>{t(`kiky.field.${name}`)}</label>
      <select id={`kiky-${name}`} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((one) => (
          <option key={one} value={one}>
            {t(`kiky.${name}.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface HoursProps {
  name: string;
  minutes: number;
  step: number;
  onChange: (minutes: number) => void;
}

function Hours({ name, minutes, step, onChange }: HoursProps) {
  return (
    <div class="field">
      <label for={`kiky-${name}`}>{t(`kiky.field.${name}`)}</label>
      <input
        id={`kiky-${name}`}
        class="input"
        type="number"
        inputMode="decimal"
        min={0}
        value={minutes / step}
        onInput={(event) => onChange(Math.max(0, Math.round(Number(event.currentTarget.value) * step) || 0))}
      />
    </div>
  );
}

interface TagsProps {
  name: string;
  all: readonly string[];
  on: readonly string[];
  word: string;
  onFlip: (one: string) => void;
}

function Tags({ name, all, on, word, onFlip }: TagsProps) {
  return (
    <fieldset class="kiky-order">
      <legend class="label">{t(`kiky.field.${name}`)}</legend>
      <div class="row-buttons">
        {all.map((one) => (
          <button key={one} type="button" class="tag" aria-pressed={on.includes(one)} onClick={() => onFlip(one)}>
            {t(`${word}.${one}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
