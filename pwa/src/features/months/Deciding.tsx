import { useSignal } from "@preact/signals";
import type { MonthStatus, Waiting } from "../../store/appState";
import { t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { MonthCard } from "../_shared/months/MonthCard";

interface Props {
  month: string;
  /** How many of the listed months are sent. */
  sent: number;
  onDecided: (person: string, status: MonthStatus) => void;
}

/** Who approves the months that were sent; payroll does it here, where there is no supervisor to do it. */
export function Deciding({ month, sent, onDecided }: Props) {
  const { roles } = useApp().session.value;
  if (sent === 0) return null;
  const who = (["payroll", "supervisor"] as const).find((role) => roles.includes(role)) ?? "admin";
  return (
    <section class="card months-deciding" aria-labelledby="deciding">
      <h2 id="deciding">{t("months.deciding")}</h2>
      <p class="muted">{t(`months.decide.${who}`)}</p>
      {who === "payroll" ? <Cards key={month} month={month} onDecided={onDecided} /> : null}
      {roles.includes("supervisor") ? <Go to="/tiimi">{t("months.to_team")}</Go> : null}
    </section>
  );
}

/** The sent months with their sums, fetched when they are asked for. */
function Cards({ month, onDecided }: Pick<Props, "month" | "onDecided">) {
  const { acts, office } = useApp();
  const rows = useSignal<Waiting["months"] | null>(null);
  const refusal = useSignal<Refusal | null>(null);
  const look = async (): Promise<void> => {
    const reply = await office.get("/api/v1/months/waiting");
    refusal.value = reply.ok ? null : reply;
    if (!reply.ok) return;
    const decided = new Set(await acts.decidedHere());
    rows.value = reply.data.months.filter((row) => row.month === month && !decided.has(row.id));
  };
  return (
    <details onToggle={(event) => void (event.currentTarget.open && look())}>
      <summary>{t("months.decide")}</summary>
      <Refused refusal={refusal.value} />
      {rows.value?.length === 0 ? <p class="muted">{t("months.decide_none")}</p> : null}
      {rows.value?.map((row) => (
        <MonthCard
          key={row.id}
          row={row}
          onDone={(status) => {
            rows.value = (rows.value ?? []).filter(({ id }) => id !== row.id);
            onDecided(row.person, status);
          }}
        />
      ))}
    </details>
  );
}
