import "../forms/desk.css";
import "./list.css";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { openSheet } from "../../../ui/router";
import { Table } from "../../../ui/table/Table";
import { t, tn } from "../../../ui/words";
import { useAnswer, Wait } from "../reply/reply";
import { FRESH, type Look, queryOf, shownOf, type Wish } from "./asking";
import { cellText, standOf } from "./cells";
import { useLook } from "./look";
import { Tools } from "./Tools";

interface Props {
  /** What its look is kept under. */
  name: string;
  caption: string;
  ask: (query: string) => Promise<OfficeReply<Wire["Table"]>>;
  /** The address of the file of what a query finds. */
  file: (query: string) => string;
  /** What the query says besides, such as the month; another one begins anew. */
  more?: Readonly<Record<string, string>>;
  /** Grows when the list is to be asked again. */
  changed?: number;
  /** How it is sorted at first: a column's key; by name where nothing is said. */
  sort?: string;
  /** What a row opens; the person card where nothing is said. */
  onOpen?: (id: string) => void;
  filters?: Wish["filters"];
  onFilter?: (filters: Wish["filters"]) => void;
  /** What can be done with the chosen rows. */
  bulk?: (ids: readonly string[], clear: () => void) => ComponentChildren;
}

/** A list of the office: searched, sorted, narrowed and paged on the server; its look is kept for each person. */
export function List(props: Props) {
  const { name, ask, more = {}, changed = 0, filters = FRESH.filters } = props;
  const [wish, setWish] = useState<Wish>(() => ({ ...FRESH, sort: props.sort ?? FRESH.sort }));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const asked = { ...wish, filters };
  const query = queryOf(asked, more);
  const [reply, again] = useAnswer(() => ask(query), [query, changed]);
  const [look, keep] = useLook(name, reply?.ok ? reply.data : null);
  useEffect(() => setSelected(new Set()), [JSON.stringify(more), changed]);
  const narrow = (to: Wish["filters"]): void => {
    setWish({ ...wish, page: 0 });
    props.onFilter?.(to);
  };
  return (
    <section class="card list" aria-label={props.caption}>
      <Wait reply={reply} again={again}>
        {(table) => (
          <>
            <Tools
              name={name}
              table={table}
              wish={asked}
              look={look}
              onWish={(part) => setWish({ ...wish, page: 0, ...part })}
              onFilter={narrow}
              onLook={keep}
              fileOf={(format) => props.file(fileQuery(asked, more, table, look, format))}
            />
            <Chosen selected={selected} bulk={props.bulk} onClear={() => setSelected(new Set())} />
            <Rows
              {...{
                table,
                look,
                selected,
                caption: props.caption,
                sort: wish.sort,
                onOpen: props.onOpen ?? openPerson,
              }}
              onSelect={(ids, on) => setSelected(turned(selected, ids, on))}
              onSort={(sort) => setWish({ ...wish, sort, page: 0 })}
            />
            <Pages table={table} onPage={(page) => setWish({ ...wish, page })} />
          </>
        )}
      </Wait>
    </section>
  );
}

/** The chosen ones with these in or out. */
function turned(chosen: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  return new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id)));
}

interface ChosenProps {
  selected: ReadonlySet<string>;
  bulk: Props["bulk"];
  onClear: () => void;
}

function Chosen({ selected, bulk, onClear }: ChosenProps) {
  if (selected.size === 0) return null;
  return (
    <div class="list-bulk" role="group" aria-label={tn("table.chosen", selected.size)}>
      <b>{tn("table.chosen", selected.size)}</b>
      {bulk?.([...selected], onClear)}
      <Button kind="link" onClick={onClear}>
        {t("table.clear")}
      </Button>
    </div>
  );
}

function fileQuery(wish: Wish, more: Props["more"], table: Wire["Table"], look: Look, format: string): string {
  const columns = shownOf(table.columns, look).map(({ key }) => key);
  return queryOf(wish, { ...more, columns: columns.join(","), format }, false);
}

interface RowsProps {
  table: Wire["Table"];
  look: Look;
  caption: string;
  sort: string;
  selected: ReadonlySet<string>;
  onSelect: (ids: readonly string[], on: boolean) => void;
  onSort: (sort: string) => void;
  onOpen: (id: string) => void;
}

const openPerson = (id: string): void => openSheet("person", id);

function Rows({ table, look, ...rest }: RowsProps) {
  const columns = shownOf(table.columns, look);
  const of = new Map(columns.map((column) => [column.key, column]));
  if (table.rows.length === 0) return <p class="muted">{t("table.nobody")}</p>;
  return (
    <Table
      {...rest}
      dense={look.dense}
      columns={columns.map((column) => ({ ...column, look: standOf(column) }))}
      rows={table.rows}
      show={(key, row) => <Cell text={cellText(of.get(key)!, row.cells[key] ?? null)} />}
    />
  );
}

/** An address breaks before its @; in a narrow table anywhere, as it has no words. */
function Cell({ text }: { text: string }) {
  const at = text.indexOf("@");
  if (at < 0) return <>{text}</>;
  return (
    <span class="list-address">
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </span>
  );
}

function Pages({ table, onPage }: { table: Wire["Table"]; onPage: (page: number) => void }) {
  const { page, size, found } = table;
  const last = Math.max(0, Math.ceil(found / size) - 1);
  if (last === 0) return null;
  return (
    <nav class="list-pages" aria-label={t("table.pages")}>
      {page > 0 ? <Button onClick={() => onPage(page - 1)}>{t("table.previous")}</Button> : null}
      <span>{t("table.page_of", { page: page + 1, pages: last + 1 })}</span>
      {page < last ? <Button onClick={() => onPage(page + 1)}>{t("table.next")}</Button> : null}
    </nav>
  );
}
