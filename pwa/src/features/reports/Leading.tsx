import "./leading.css";
import { t } from "../../ui/words";
import { useReply, Wait } from "../_shared/reply/reply";
import { KeptReports } from "./KeptReports";
import { LeadingPictures } from "./LeadingPictures";
import { LeadingTable } from "./LeadingTable";
import { type Kept, leadingPath, type LeadingWish } from "./leadingWish";
import { ReportFiles } from "./ReportFiles";

interface Props {
  wish: LeadingWish;
  whom: string;
  today: string;
  open: (kept: Kept) => void;
}

/** A report for leading: its pictures, the table of their numbers, files, and the choices that the person keeps. */
export function Leading({ wish, whom, today, open }: Props) {
  return (
    <>
      <Shown key={leadingPath(wish, whom, today)} path={(format) => leadingPath(wish, whom, today, format)} />
      <KeptReports wish={wish} whom={whom} open={open} />
    </>
  );
}

function Shown({ path }: { path: (format?: "xlsx" | "csv") => `/api/v1/leading?${string}` }) {
  const [reply, again] = useReply(path());
  return (
    <Wait reply={reply} again={again} offline={t("report.offline.text")}>
      {(report) => (
        <>
          <ReportFiles path={path} />
          <section class="card reports-person">
            <h2>{report.heading}</h2>
            {report.rows.length === 0 ? (
              <p class="muted">{t("leading.empty")}</p>
            ) : (
              <>
                <LeadingPictures report={report} />
                <LeadingTable report={report} />
              </>
            )}
            {report.notes.map((note) => (
              <p key={note} class="muted">
                {note}
              </p>
            ))}
          </section>
        </>
      )}
    </Wait>
  );
}
