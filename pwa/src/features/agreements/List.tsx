import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { fullDate, hm } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { Input } from "../_shared/forms/fields";
import { Wait, useReply } from "../_shared/reply/reply";
import { sourced } from "../_shared/explain/sourced";
import { Columns } from "./Columns";
import { knownOr } from "./words";

type Head = Wire["Head"];

/** Every agreement: its kiky, who is out, from, until, source, and how many people are on it today. */
export function List() {
  const [reply, again] = useReply("/api/v1/agreements");
  const [wanted, setWanted] = useState("");
  return (
    <main class="desk">
      <div class="desk-head">
        <p class="muted">{t("agreements.lead")}</p>
        <Go to="/tyoehtosopimukset/vertailu">{t("agreements.compare")}</Go>
      </div>
      <Wait reply={reply} again={again}>
        {({ agreements }) => (
          <>
            <Input id="find-agreement" type="search" label={t("agreements.find")} value={wanted} onInput={setWanted} />
            <Table heads={agreements.filter((one) => one.name.toLowerCase().includes(wanted.toLowerCase()))} />
          </>
        )}
      </Wait>
    </main>
  );
}

const COLUMNS = { name: 20, from: 12, kiky: 29, out: 13, people: 11, source: 0 };

function Table({ heads }: { heads: readonly Head[] }) {
  if (heads.length === 0) return <p class="muted">{t("agreements.no_match")}</p>;
  return (
    <div class="card">
      <Columns columns={Object.entries(COLUMNS).map(([name, width]) => [t(`agreements.column.${name}`), width])}>
        {heads.map((head) => (
          <Line key={head.key} head={head} />
        ))}
      </Columns>
    </div>
  );
}

function Line({ head }: { head: Head }) {
  const out = [...new Set(head.kiky.flatMap((scheme) => scheme.out))];
  return (
    <tr>
      <th scope="row">
        <Go to={`/tyoehtosopimukset/${head.key}`} class="tight">
          {head.name}
        </Go>
        <AgreementMarks head={head} />
      </th>
      <td data-name={t("agreements.column.from")}>
        <span class="desk-fig">{fullDate(head.from, language())}–</span>{" "}
        <span class="desk-fig">{head.until ? fullDate(head.until, language()) : t("agreements.for_now")}</span>
      </td>
      <td data-name={t("agreements.column.kiky")}>
        {head.kiky.length === 0 ? t("agreements.no_kiky") : head.kiky.map((scheme) => <Scheme scheme={scheme} />)}
      </td>
      <td data-name={t("agreements.column.out")}>
        {out.length === 0 ? "–" : out.map((pay) => knownOr(`agreements.pay.${pay}`, pay)).join(", ")}
      </td>
      <td data-name={t("agreements.column.people")} class="desk-fig">
        {head.people}
      </td>
      <td data-name={t("agreements.column.source")}>
        <small>{sourced(head.source)}</small>
      </td>
    </tr>
  );
}

export function AgreementMarks({ head }: { head: Head }) {
  return (
    <>
      {head.kind === "own" ? <span class="desk-mark own">{t("agreements.own")}</span> : null}{" "}
      {head.ended ? <span class="desk-mark plain">{t("agreements.ended")}</span> : null}{" "}
      {head.checks > 0 ? <span class="desk-mark">{t("agreements.to_check", { n: head.checks })}</span> : null}
    </>
  );
}

function Scheme({ scheme }: { scheme: Head["kiky"][number] }) {
  const methods = scheme.methods.map((method) => knownOr(`agreements.method.${method}`, method));
  const until = scheme.until ? fullDate(scheme.until, language()) : t("agreements.for_now");
  return (
    <div>
      {methods.join(", ")}
      {scheme.year_minutes > 0 ? `, ${t("agreements.a_year", { minutes: hm(scheme.year_minutes) })}` : ""}
      <small>
        {fullDate(scheme.from, language())}–{until} · {knownOr(`agreements.accounted.${scheme.accounted}`, "")} ·{" "}
        {sourced(scheme.source)}
      </small>
    </div>
  );
}
