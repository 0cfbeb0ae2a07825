import "./retention.css";
import { useState } from "preact/hooks";
import { t } from "../../ui/words";
import { useReply, Wait } from "../_shared/reply/reply";
import { Erase } from "./Erase";
import { Holds } from "./Holds";
import { Preview } from "./Preview";
import { Runs } from "./Runs";

/** How long records are kept, who is on hold, and what goes once an admin has seen it. */
export function Retention() {
  const [changed, setChanged] = useState(0);
  const [reply, again] = useReply("/api/v1/retention", changed);
  const change = (): void => setChanged((n) => n + 1);
  return (
    <main class="desk retention">
      <p class="muted">{t("retention.lead")}</p>
      <Wait reply={reply} again={again}>
        {(told) => (
          <>
            <Preview told={told} onChanged={change} />
            <Holds holds={told.holds} today={told.date} onChanged={change} />
            <Erase onChanged={change} changed={changed} />
            <Runs runs={told.runs} />
          </>
        )}
      </Wait>
    </main>
  );
}
