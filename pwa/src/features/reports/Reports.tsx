import "./reports.css";
import "./table.css";
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../store/appState";
import { Button } from "../../ui/Button";
import { localTime } from "../../ui/formats";
import { follow } from "../../ui/Nav";
import { saveFile } from "../../ui/saveFile";
import { siteZone, t } from "../../ui/words";
import { PrintHead } from "../_shared/Logo";
import { useApp } from "../_shared/useApp";
import { ReportChoices } from "./ReportChoices";
import { columnsFrom } from "./columns";
import { Leading } from "./Leading";
import { type Kept, whomOf } from "./leadingWish";
import { ReportFiles } from "./ReportFiles";
import { BalancesShown, WorkingTimeShown } from "./Shown";
import type { BalancePage, Listed, WorkingTime } from "./types";
import { balancesPath, datesOf, faultOf, pathOf, type ReportPath, type Wish } from "./wish";

const KEPT = "report.columns";
const SEES_OTHERS = ["supervisor", "payroll", "admin"] as const;

type Answer = { path: ReportPath; data: WorkingTime | BalancePage } | { problem: Problem } | "offline" | null;

/** Raportit: working time by day, balances by person, and files of both. */
export function Reports() {
  const app = useApp();
  const today = app.today.value?.date ?? localTime(Date.now(), siteZone()).date;
  const [wish, setWish] = useState<Wish>(() => ({
    kind: "working_time",
    whom: "",
    period: "this_month",
    columns: columnsFrom(app.office.recall(KEPT)),
    leading: { report: "work_type", months: 3 },
    ...datesOf("this_month", today, { from: "", to: "" }),
  }));
  const people = usePeople();
  const change = (next: Wish): void => {
    if (next.columns !== wish.columns) app.office.keep(KEPT, next.columns.join(","));
    setWish(next);
  };
  return (
    <main class="reports">
      <PrintHead />
      <ReportChoices wish={wish} today={today} people={people} change={change} />
      {wish.kind === "leading" ? (
        <Leading wish={wish.leading} whom={wish.whom} today={today} open={(kept) => setWish(opened(wish, kept))} />
      ) : (
        <Answered wish={wish} />
      )}
      <Own />
    </main>
  );
}

/** The wish of a choice that was kept. */
function opened(wish: Wish, { choice }: Kept): Wish {
  const { report, months } = choice;
  return { ...wish, whom: whomOf(choice.whom), leading: { report, months } };
}

/** The people whom the person may ask about; none until they are known, null for somebody who leads nobody. */
function usePeople(): readonly Listed[] | null {
  const { session, office } = useApp();
  const asks = SEES_OTHERS.some((role) => session.value.roles.includes(role));
  const [people, setPeople] = useState<readonly Listed[] | null>(asks ? [] : null);
  useEffect(() => {
    if (asks) void office.get("/api/v1/people").then((r) => r.ok && setPeople(r.data.people));
  }, [asks]);
  return people;
}

function Answered({ wish }: { wish: Wish }) {
  const { office } = useApp();
  const [answer, setAnswer] = useState<Answer>(null);
  const fault = faultOf(wish);
  const path = fault ? null : pathOf(wish);
  const load = async (): Promise<void> => {
    if (!path) return;
    setAnswer(null);
    const reply = await office.get(path);
    setAnswer(reply.ok ? { path, data: reply.data } : reply.offline ? "offline" : { problem: reply.problem });
  };
  useEffect(() => void load(), [path]);
  if (fault) return <p class="note">{t(`report.fault.${fault}`)}</p>;
  if (answer === null) return <p class="loading">{t("report.loading")}</p>;
  if (answer === "offline") return <Offline again={load} />;
  if ("problem" in answer) return <Refused problem={answer.problem} />;
  if (answer.path !== path) return <p class="loading">{t("report.loading")}</p>;
  return (
    <>
      <ReportFiles path={(format) => pathOf(wish, format)} />
      {"people" in answer.data ? (
        <WorkingTimeShown report={answer.data} />
      ) : (
        <BalancesShown key={answer.path} first={answer.data} path={balancesPath(wish)} />
      )}
    </>
  );
}

function Offline({ again }: { again: () => Promise<void> }) {
  return (
    <div class="note" role="alert">
      <h2>{t("report.offline.title")}</h2>
      <p>{t("report.offline.text")}</p>
      <div class="row-buttons">
        <Button onClick={again}>{t("common.try_again")}</Button>
        <a class="button link reports-link" href="/tunnit" onClick={(event) => follow(event, "/tunnit")}>
          {t("report.offline.hours")}
        </a>
      </div>
    </div>
  );
}

function Refused({ problem }: { problem: Problem }) {
  return (
    <div class="note bad" role="alert">
      <h2>{t("report.refused")}</h2>
      <p>{problem.detail}</p>
    </div>
  );
}

/** Everything that is kept of the person, as a package to take along. */
function Own() {
  const { office } = useApp();
  const [said, setSaid] = useState("");
  const take = async (): Promise<void> => {
    const reply = await office.file("/api/v1/reports/own.zip");
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
    setSaid(reply.ok ? t("report.file.saved", { name: reply.data.name }) : t("report.file.failed"));
  };
  return (
    <section class="card reports-own">
      <h2>{t("report.kind.own")}</h2>
      <p class="muted">{t("report.own.text")}</p>
      <Button onClick={take}>{t("report.own.take")}</Button>
      <p role="status">{said}</p>
    </section>
  );
}
