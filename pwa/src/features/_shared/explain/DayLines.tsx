import type { ExplainLine } from "../../../store/appState";
import { hm, signedHm } from "../../../ui/formats";
import { knows, t } from "../../../ui/words";
import { sourced } from "./sourced";

interface DayLinesProps {
  lines: readonly ExplainLine[];
  open?: boolean;
  /** Whether a line without minutes shows none: those of an account that is kept in days. */
  bare?: boolean;
}

/** How a day was worked out: every rule that had a say, its minutes, why, and where the rule comes from. */
export function DayLines({ lines, open = false, bare = false }: DayLinesProps) {
  return (
    <details class="explained-day-lines" open={open}>
      <summary>{t("explain.how")}</summary>
      <ol>
        {lines.map((line, i) => (
          <li key={i} class={line.total ? "explained-step total" : "explained-step"}>
            <span>{ruleTitle(line)}</span>
            <span class="nowrap">{bare && !line.minutes ? "" : (line.total ? signedHm : hm)(line.minutes)}</span>
            <Because line={line} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function ruleTitle(line: ExplainLine): string {
  const key = `rule.${line.rule}`;
  return t(knows(key) ? key : "explain.rule_unknown", { minutes: line.minutes, ...line.params });
}

function Because({ line }: { line: ExplainLine }) {
  const key = `because.${line.rule}`;
  const why = knows(key) ? t(key, { minutes: line.minutes, ...line.params }) : "";
  const text = [why, line.source ? sourced(line.source) : ""].filter(Boolean).join(" · ");
  return text ? <small>{text}</small> : null;
}
