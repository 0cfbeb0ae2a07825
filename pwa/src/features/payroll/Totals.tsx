import type { Wire } from "../../store/appState";
import { language, t } from "../../ui/words";
import { difference, kindName, money, quantity } from "./kinds";

export type Total = Wire["CodeTotal"];

/** Totals by code; beside the last period where there is one. What is not sent stands last, so that no minute is lost. */
export function Totals({ totals, before }: { totals: readonly Total[]; before?: string }) {
  return (
    <table class="desk-grid payroll-totals">
      <thead>
        <tr>
          <th scope="col">{t("payroll.column.kind")}</th>
          <th scope="col">{t("payroll.column.code")}</th>
          <th scope="col">{t("payroll.column.people")}</th>
          <th scope="col">{t("payroll.column.quantity")}</th>
          <th scope="col">{t("payroll.column.euros")}</th>
          {before ? <th scope="col">{before}</th> : null}
          {before ? <th scope="col">{t("payroll.column.difference")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {totals.map((one) => (
          <Line key={`${one.code} ${one.kind}`} one={one} before={before} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ one, before }: { one: Total; before?: string }) {
  const speaks = language();
  const was = one.before;
  return (
    <tr>
      <th scope="row">{kindName(one.kind)}</th>
      <td data-name={t("payroll.column.code")}>{one.code ?? <span class="muted">{t("payroll.not_sent")}</span>}</td>
      <td class="desk-fig" data-name={t("payroll.column.people")}>
        {one.people || ""}
      </td>
      <td class="desk-fig" data-name={t("payroll.column.quantity")}>
        {quantity(one)}
      </td>
      <td class="desk-fig" data-name={t("payroll.column.euros")}>
        {money(one, speaks)}
      </td>
      {before ? (
        <td class="desk-fig" data-name={before}>
          {was ? [quantity(was), money(was, speaks)].filter(Boolean).join(" · ") : ""}
        </td>
      ) : null}
      {before ? (
        <td class="desk-fig" data-name={t("payroll.column.difference")}>
          {difference(one, was, speaks)}
        </td>
      ) : null}
    </tr>
  );
}
