import { t } from "../../ui/words";

type Word = boolean | null;

export interface OwnScheme {
  accounted: "obligation" | "contract" | "none";
  year_minutes: number;
  extension_minutes: number;
  methods: readonly string[];
  pay_out: readonly string[];
  supplements: Readonly<Record<string, Word>>;
  year_end: "finding" | "lapse" | "carry" | "propose";
}

export const OWN: OwnScheme = {
  ...{ accounted: "obligation", year_minutes: 1440, extension_minutes: 0 },
  ...{ methods: ["balance_deduction", "extension_day"], pay_out: ["hourly"], year_end: "finding" },
  supplements: { additional: false, overtime: false, sunday: null, evening_night: null },
};
const METHODS = ["balance_deduction", "extension_day", "holiday_bonus", "longer_hours", "annual_leave_day"];
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
        onChange={(accounted) => set({ accounted: accounted as OwnScheme["accounted"] })}
      />
      <Lengths own={own} set={set} />
      <Tags
        name="methods"
        all={METHODS}
        on={own.methods}
        word="kiky.method"
        onFlip={(m) => set({ methods: flip(own.methods, m) })}
      />
      <Tags
        name="pay_out"
        all={["hourly", "monthly"]}
        on={own.pay_out}
        word="kiky.pay"
        onFlip={(p) => set({ pay_out: flip(own.pay_out, p) })}
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

function Lengths({ own, set }: { own: OwnScheme; set: (part: Partial<OwnScheme>) => void }) {
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
