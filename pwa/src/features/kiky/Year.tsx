import { useEffect, useState } from "preact/hooks";
import type { KikyYear } from "../../store/appState";
import { Button } from "../../ui/Button";
import { openSheet } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { YearPicture } from "./YearPicture";

/** My own year of kiky, offline too. `of` is the year; none is this year. */
export function Year({ of, onClose }: { of?: string; onClose: () => void }) {
  const app = useApp();
  const [year, setYear] = useState<KikyYear | "failed" | null>(null);
  const [asked, setAsked] = useState<number | undefined>(of ? Number(of) || undefined : undefined);
  const load = (): Promise<void> => app.acts.kikyYear(asked).then(setYear, () => setYear("failed"));
  const balances = app.balances.value;
  useEffect(() => void load(), [asked, balances]);
  return (
    <Sheet title={t("kiky.year.title", { year: typeof year === "object" && year ? year.year : "" })} onClose={onClose}>
      {year === "failed" ? (
        <div class="note" role="alert">
          <p>{t("kiky.year.failed")}</p>
          <Button onClick={load}>{t("common.try_again")}</Button>
        </div>
      ) : year ? (
        <>
          <YearPicture year={year} />
          {year.local ? <p class="muted small">{t("explain.local")}</p> : null}
          <div class="row-buttons">
            {year.accounted === "none" ? null : <Acts today={year.today} />}
            <Button kind="link" onClick={() => setAsked(year.year - 1)}>
              {t("kiky.year.before", { year: year.year - 1 })}
            </Button>
          </div>
        </>
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </Sheet>
  );
}

/** What can be done where there is a year to do it in. */
function Acts({ today }: { today: string }) {
  return (
    <>
      <Button kind="go" onClick={() => openSheet("kikymark", today)}>
        {t("kiky.mark.open")}
      </Button>
      <Button onClick={() => openSheet("explain", "kiky")}>{t("kiky.year.explain")}</Button>
    </>
  );
}
