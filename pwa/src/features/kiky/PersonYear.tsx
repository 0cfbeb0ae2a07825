import { useEffect, useState } from "preact/hooks";
import type { KikyYear } from "../../store/appState";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { type TeamRow, whyNot, yearOf } from "./office";
import { YearPicture } from "./YearPicture";

/** One person's year, for those who look after it. */
export function PersonYear({
  row,
  year,
  onClose,
}: {
  row: TeamRow;
  year: number;
  onClose: (changed: boolean) => void;
}) {
  const { office } = useApp();
  const [seen, setSeen] = useState<KikyYear | null>(null);
  const [refusal, setRefusal] = useState("");
  useEffect(() => {
    void office.get(`/api/v1/kiky/year?year=${year}&person=${row.person}`).then((reply) => {
      setRefusal(whyNot(reply));
      if (reply.ok) setSeen(yearOf(reply.data));
    });
  }, [row.person, year]);
  return (
    <Sheet title={t("kiky.year.of", { name: row.name, year })} onClose={() => onClose(false)}>
      {seen ? (
        <YearPicture year={seen} />
      ) : refusal ? (
        <p class="note">{refusal}</p>
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </Sheet>
  );
}
