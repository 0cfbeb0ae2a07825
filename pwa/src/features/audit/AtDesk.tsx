import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { DateInput } from "../../ui/DateTime";
import { openSheet } from "../../ui/router";
import { t } from "../../ui/words";
import { List } from "../_shared/list/List";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

const DATES = ["from", "to"] as const;

/** The whole audit log as a table, and whether anybody has cut or altered it. */
export function AtDesk() {
  const { office } = useApp();
  const [dates, setDates] = useState<Readonly<Record<string, string>>>({});
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({});
  const asked = Object.fromEntries(Object.entries(dates).filter(([, date]) => date));
  return (
    <>
      <section class="card audit-check">
        <p class="muted">{t("trail.lead")}</p>
        <div class="audit-filters">
          {DATES.map((name) => (
            <div key={name} class="field">
              <label for={`trail-${name}`}>{t(`trail.${name}`)}</label>
              <DateInput
                id={`trail-${name}`}
                value={dates[name] ?? ""}
                onInput={(date) => setDates({ ...dates, [name]: date })}
              />
            </div>
          ))}
        </div>
        <Chain />
      </section>
      <List
        name="audit"
        caption={t("table.audit")}
        sort="-number"
        ask={(query) => office.get(`/api/v1/tables/audit?${query}`)}
        file={(query) => `/api/v1/tables/audit?${query}`}
        more={asked}
        filters={filters}
        onFilter={setFilters}
        onOpen={(id) => {
          const [, person] = id.split(":");
          if (person) openSheet("person", person);
        }}
      />
    </>
  );
}

function Chain() {
  const { office } = useApp();
  const [found, setFound] = useState<Wire["Chain"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const check = async (): Promise<void> => {
    const reply = await office.get("/api/v1/audit/chain");
    setFound(reply.ok ? reply.data : null);
    setRefusal(reply.ok ? null : reply);
  };
  return (
    <>
      <Button onClick={check}>{t("trail.check")}</Button>
      <Refused refusal={refusal} />
      {found ? (
        <p class={found.broken.length > 0 ? "audit-seal broken" : "audit-seal"} role="status">
          {found.broken.length > 0
            ? t("trail.cut", { named: namedOf(found) })
            : t("trail.whole", { events: found.events })}
        </p>
      ) : null}
    </>
  );
}

const namedOf = ({ broken, more }: Wire["Chain"]): string => broken.join(", ") + (more > 0 ? " …" : "");
