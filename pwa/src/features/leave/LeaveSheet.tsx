import { useEffect, useState } from "preact/hooks";
import { KINDS, OWN_KINDS } from "../../domain/absence";
import type { LeaveRequest } from "../../store/appState";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { AwayForm, type FilledAway } from "../_shared/orders/AwayForm";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";

/** Leave that somebody has to grant; the rest is told, not asked for. */
const ASKED = KINDS.filter((kind) => !(OWN_KINDS as readonly string[]).includes(kind));

/** Asks for leave, or (with `of`) changes a request that waits. */
export function LeaveSheet({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const { acts, today } = useApp();
  const [asked, setAsked] = useState<LeaveRequest | null>(null);
  useEffect(() => {
    if (of) void acts.leaveRequests().then((all) => setAsked(all.find(({ id }) => id === of) ?? null));
  }, [of]);
  const save = async (away: FilledAway): Promise<void> => {
    const saved = asked ? await acts.changeLeave(asked, away) : await acts.askLeave(away);
    announce(saved, t(asked ? "away.ask.changed" : "away.ask.sent"));
    onClose();
  };
  return (
    <Sheet title={t(of ? "away.ask.change" : "away.ask.title")} onClose={onClose}>
      {of && !asked ? null : (
        <AwayForm
          kinds={ASKED}
          first={asked ?? { from: today.value?.date ?? "" }}
          yes={t(of ? "away.ask.save" : "away.ask.send")}
          onSave={save}
          onClose={onClose}
          says={({ kind }) => t(`away.effect.${kind}`)}
        />
      )}
    </Sheet>
  );
}
