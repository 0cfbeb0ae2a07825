import { useEffect, useState } from "preact/hooks";
import type { OrderFact } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dayDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announce } from "../_shared/reply/announce";

/** What stands ordered to a person: each can be taken back. */
export function Placed({ person }: { person: string }) {
  const app = useApp();
  const [orders, setOrders] = useState<readonly OrderFact[]>([]);
  const { acts } = app;
  const look = (): Promise<void> => acts.ordersOf(person).then(setOrders, () => setOrders([]));
  const { unsent } = app.sync.value;
  useEffect(() => void look(), [person, unsent]);
  if (orders.length === 0) return null;
  return (
    <section class="orders-overtime" aria-labelledby="placed-title">
      <h3 id="placed-title" class="orders-part">
        {t("orders.standing")}
      </h3>
      {orders.map((order) => (
        <Row key={order.id} order={order} person={person} onDone={look} />
      ))}
    </section>
  );
}

function Row({ order, person, onDone }: { order: OrderFact; person: string; onDone: () => unknown }) {
  const { acts } = useApp();
  const { id, date, start, end, note } = order;
  const minutes = order.minutes ?? (end ?? 0) - (start ?? 0);
  const day = dayDate(date, language());
  const what = start === null ? t("orders.last", { minutes }) : t("orders.between", { start, end, minutes });
  const takeBack = async (): Promise<void> => {
    announce(await acts.withdrawOrder(id, person), t("orders.taken_back"));
    onDone();
  };
  return (
    <div class="orders-told">
      <b>{day}</b>
      <span>
        {what}
        {note ? ` · ${note}` : ""}
      </span>
      <Button label={`${t("orders.take_back")}: ${day}`} onClick={takeBack}>
        {t("orders.take_back")}
      </Button>
    </div>
  );
}
