import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { saveFile } from "../../ui/saveFile";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import type { ReportPath } from "./wish";

/** A report as files; what has happened is said. */
export function ReportFiles({ path }: { path: (format: "xlsx" | "csv") => ReportPath | `/api/v1/leading?${string}` }) {
  const { office } = useApp();
  const [said, setSaid] = useState("");
  const fetchFile = async (format: "xlsx" | "csv"): Promise<void> => {
    setSaid(t("report.file.making"));
    const reply = await office.file(path(format));
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
    setSaid(reply.ok ? t("report.file.saved", { name: reply.data.name }) : t("report.file.failed"));
  };
  return (
    <div class="reports-files">
      <div class="row-buttons">
        <Button kind="go" onClick={() => fetchFile("xlsx")}>
          {t("report.get.xlsx")}
        </Button>
        <Button onClick={() => fetchFile("csv")}>{t("report.get.csv")}</Button>
        <Button onClick={() => window.print()}>{t("report.print")}</Button>
      </div>
      <p role="status" class="muted">
        {said}
      </p>
    </div>
  );
}
