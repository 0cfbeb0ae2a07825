import "./rates.css";
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Wait, useReply } from "../_shared/reply/reply";
import { AddSheet } from "./AddSheet";
import { Currencies } from "./Currencies";
import { Deeds } from "./Deeds";
import { FileSheet } from "./FileSheet";
import { RateTable } from "./RateTable";
import { isWanted, PARTS, partOf, placeName, type Row, type Wanted, WANTED, type Year } from "./values";

/** Travel rates of two years side by side: what is missing, and how it comes in. */
export function Rates() {
  const [year, setYear] = useState("");
  const [changed, setChanged] = useState(0);
  const [reply, again] = useReply(`/api/v1/travel/rates?${new URLSearchParams(year ? { year } : {})}`, changed);
  return (
    <main class="desk rates">
      <p class="muted">{t("rates.lead")}</p>
      <Wait reply={reply} again={again}>
        {(data) => <Whole key={data.year} data={data} onYear={setYear} onChanged={() => setChanged(changed + 1)} />}
      </Wait>
    </main>
  );
}

type Open = { kind: "add"; key: string } | { kind: "file" } | null;

interface Props {
  data: Year;
  onYear: (year: string) => void;
  onChanged: () => void;
}

function Whole({ data, onYear, onChanged }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const [wanted, setWanted] = useState<Wanted>("all");
  const [name, setName] = useState("");
  const may = data.may_change;
  const close = (done: boolean): void => {
    setOpen(null);
    if (done) onChanged();
  };
  const named = (row: Row): boolean => placeName(row).toLowerCase().includes(name.trim().toLowerCase());
  const rows = data.rows.filter((row) => isWanted(row, wanted) && named(row));
  const add = may ? (key: string) => setOpen({ kind: "add", key }) : null;
  return (
    <>
      <Coming data={data} onYear={onYear} />
      {may ? (
        <div class="row-buttons">
          <Button kind="go" onClick={() => setOpen({ kind: "file" })}>
            {t("rates.file.open")}
          </Button>
          <Button onClick={() => setOpen({ kind: "add", key: data.rows[0]?.key ?? "" })}>{t("rates.add")}</Button>
        </div>
      ) : null}
      <Wishes data={data} wanted={wanted} name={name} onYear={onYear} onWanted={setWanted} onName={setName} />
      {rows.length === 0 ? <p class="muted">{t("rates.no_match")}</p> : null}
      {PARTS.map((part) => {
        const shown = rows.filter((row) => partOf(row) === part);
        const isOpen = part === "domestic" || name.trim() !== "";
        return <RateTable key={part} part={part} rows={shown} year={data.year} isOpen={isOpen} onAdd={add} />;
      })}
      <Deeds deeds={data.deeds} may={may} onChanged={onChanged} />
      <Currencies may={may} />
      {open?.kind === "add" ? <AddSheet data={data} of={open.key} onClose={close} /> : null}
      {open?.kind === "file" ? <FileSheet data={data} onClose={close} /> : null}
    </>
  );
}

interface WishesProps extends Pick<Props, "data" | "onYear"> {
  wanted: Wanted;
  name: string;
  onWanted: (wanted: Wanted) => void;
  onName: (name: string) => void;
}

/** Which of the values are to be seen. */
function Wishes({ data, wanted, name, onYear, onWanted, onName }: WishesProps) {
  return (
    <div class="desk-form">
      <Select
        id="rates-year"
        label={t("rates.year")}
        value={String(data.year)}
        options={data.years.map((one) => [String(one), String(one)] as const).reverse()}
        onInput={onYear}
      />
      <Select
        id="rates-wanted"
        label={t("rates.wanted")}
        value={wanted}
        options={WANTED.map((one) => [one, t(`rates.wanted.${one}`)] as const)}
        onInput={(one) => onWanted(one as Wanted)}
      />
      <Input id="rates-find" type="search" label={t("rates.find")} value={name} onInput={onName} />
    </div>
  );
}

const NAMED = 12;

/** What the next year lacks; from November on as a warning. */
function Coming({ data: { next_year, year }, onYear }: Pick<Props, "data" | "onYear">) {
  const { missing, due } = next_year;
  if (!due) return null;
  const names = missing.slice(0, NAMED).map(placeName).join(" · ");
  return (
    <section class="note" aria-labelledby="rates-coming">
      <h2 id="rates-coming">{t("rates.coming", { year: next_year.year })}</h2>
      <p>{tn("rates.coming.text", missing.length, { year: next_year.year })}</p>
      <p>
        {names}
        {missing.length > NAMED ? ` · ${t("rates.coming.more", { n: missing.length - NAMED })}` : ""}
      </p>
      {year === next_year.year ? null : (
        <Button onClick={() => onYear(String(next_year.year))}>
          {t("rates.coming.show", { year: next_year.year })}
        </Button>
      )}
    </section>
  );
}
