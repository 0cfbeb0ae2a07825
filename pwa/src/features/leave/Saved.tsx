import type { AccountView, Saving } from "../../store/appState";
import { Button } from "../../ui/Button";
import { openSheet } from "../../ui/router";
import { t } from "../../ui/words";
import { leftText } from "../_shared/orders/leaveText";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";

/** Leave that is saved over years: what is held of each, own wishes, and the way to ask. */
export function Saved({ accounts }: { accounts: readonly AccountView[] }) {
  const { acts } = useApp();
  const wishes = (useRead(() => acts.savings()) ?? []).filter(({ status }) => status !== "withdrawn");
  return (
    <section class="card" aria-labelledby="saved-leave">
      <h2 id="saved-leave">{t("account.saved_leave")}</h2>
      {accounts.length || wishes.length ? null : <p class="muted">{t("leave.saved.none")}</p>}
      <ul class="leave-years">
        {accounts.map((account) => (
          <Year key={account.year} account={account} />
        ))}
        {wishes.map((one) => (
          <Wish key={one.id} asked={one} />
        ))}
      </ul>
      {accounts.length ? (
        <Button onClick={() => openSheet("explain", "saved_leave")}>{t("leave.saved.explain")}</Button>
      ) : null}
      <Button onClick={() => openSheet("saving")}>{t("leave.saved.ask")}</Button>
    </section>
  );
}

function Year({ account: { year, amount } }: { account: AccountView }) {
  return (
    <li>
      <b>{year ? t("leave.year", { from: year - 1, until: year }) : t("leave.year_unknown")}</b>
      <em>{leftText(amount)}</em>
    </li>
  );
}

function Wish({ asked }: { asked: Saving }) {
  const { acts } = useApp();
  const { year, days, status, answer, decidedBy: by, local } = asked;
  const what = t("leave.saved.wish", { year, days });
  const told = [local ? t("away.unsent") : "", answer ? t("away.ask.answer", { by, answer }) : ""];
  const withdraw = async (): Promise<void> => announce(await acts.withdrawSaving(asked), t("away.ask.withdrawn"));
  return (
    <li>
      <span>
        <b>{what}</b>
        <small>{told.filter(Boolean).join(" · ")}</small>
      </span>
      <span class="leave-status">{t(`away.ask.status.${status}`)}</span>
      {status === "requested" ? (
        <div class="leave-ways">
          <Button kind="link" label={t("leave.saved.withdraw_label", { what })} onClick={withdraw}>
            {t("away.ask.withdraw")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
