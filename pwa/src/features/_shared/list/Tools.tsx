import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { saveFile } from "../../../ui/saveFile";
import { sheet } from "../../../ui/router";
import { t, tn } from "../../../ui/words";
import { Input, Select } from "../forms/fields";
import { useApp } from "../useApp";
import { type Look, shownOf, type Wish } from "./asking";

interface Props {
  name: string;
  table: Wire["Table"];
  wish: Wish;
  look: Look;
  onWish: (part: Partial<Wish>) => void;
  onFilter: (filters: Wish["filters"]) => void;
  onLook: (look: Look) => void;
  fileOf: (format: "csv" | "xlsx") => string;
}

/** Milliseconds after the last letter until the server is asked. */
const TYPED = 200;

/** Search, filters, columns, density and files of a list. */
export function Tools({ name, table, wish, look, onWish, onFilter, onLook, fileOf }: Props) {
  const [typed, setTyped] = useState(wish.search);
  useEffect(() => {
    const timer = setTimeout(() => typed !== wish.search && onWish({ search: typed }), TYPED);
    return () => clearTimeout(timer);
  }, [typed]);
  useSlash(`${name}-find`);
  const choices = table.columns.filter((column) => column.choices.length > 1);
  return (
    <>
      <div class="desk-form list-tools">
        <Input id={`${name}-find`} type="search" label={t("table.find")} value={typed} onInput={setTyped} />
        {choices.map((column) => (
          <Select
            key={column.key}
            id={`${name}-${column.key}`}
            label={column.title}
            value={wish.filters[column.key] ?? ""}
            options={[["", t("table.all")], ...column.choices.filter(({ value }) => value).map(optionOf)]}
            onInput={(value) => onFilter({ ...wish.filters, [column.key]: value })}
          />
        ))}
      </div>
      <div class="list-line">
        <p class="muted" role="status">
          {tn("table.found", table.found)}
        </p>
        <Looks {...{ table, look, onLook }} />
        <Files fileOf={fileOf} />
      </div>
    </>
  );
}

function optionOf({ value, title, rows }: Wire["TableChoice"]): readonly [string, string] {
  return [value, rows === null ? title : `${title} (${rows})`];
}

/** `/` goes to the search field, unless somebody writes or a sheet is open. */
function useSlash(id: string): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const writes = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || sheet.value || (writes && !isBox(writes))) return;
      event.preventDefault();
      document.getElementById(id)?.focus();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [id]);
}

const isBox = (element: Element): boolean => element.matches("input[type=checkbox]");

function Looks({ table, look, onLook }: Pick<Props, "table" | "look" | "onLook">) {
  const shown = shownOf(table.columns, look).map(({ key }) => key);
  const turn = (key: string): void =>
    onLook({ ...look, columns: shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key] });
  return (
    <details class="list-looks">
      <summary>{t("table.columns")}</summary>
      <div class="list-choices">
        {table.columns.slice(1).map(({ key, title }) => (
          <Check key={key} name={title} on={shown.includes(key)} onTurn={() => turn(key)} />
        ))}
        <Check name={t("table.dense")} on={look.dense} onTurn={() => onLook({ ...look, dense: !look.dense })} />
      </div>
    </details>
  );
}

function Check({ name, on, onTurn }: { name: string; on: boolean; onTurn: () => void }) {
  return (
    <label class="desk-check-row">
      <input type="checkbox" checked={on} onChange={onTurn} />
      <span>{name}</span>
    </label>
  );
}

function Files({ fileOf }: Pick<Props, "fileOf">) {
  const { office } = useApp();
  const [said, setSaid] = useState("");
  const take = async (format: "csv" | "xlsx"): Promise<void> => {
    const reply = await office.file(fileOf(format));
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
    setSaid(reply.ok ? t("report.file.saved", { name: reply.data.name }) : t("report.file.failed"));
  };
  return (
    <span class="row-buttons">
      {(["csv", "xlsx"] as const).map((format) => (
        <Button key={format} label={t("table.file", { format: format.toUpperCase() })} onClick={() => take(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
      <span class="vh" role="status">
        {said}
      </span>
    </span>
  );
}
