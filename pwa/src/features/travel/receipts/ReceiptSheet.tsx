import "./receipts.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ReceiptView } from "../../../store/appState";
import type { Rates } from "../../../domain/travel/rates";
import { Button } from "../../../ui/Button";
import { fullDate } from "../../../ui/formats";
import { Sheet } from "../../../ui/Sheet";
import { say } from "../../../ui/toast";
import { language, t } from "../../../ui/words";
import { Refused } from "../../_shared/reply/reply";
import { useApp } from "../../_shared/useApp";
import { alikeOf } from "./duplicates";
import { Fields } from "./Fields";
import { type Held, Pages, useTaking } from "../../_shared/pages/Pages";
import { useReceiptRates, useReceipts } from "./Receipts";
import { bodyOf, emptyTyped, saidBy, type Typed, typedOf, wrongField } from "./typed";
import { VatFields } from "./VatFields";
import { Viewer } from "../../_shared/pages/Viewer";

interface Props {
  /** `claim/id`, `claim/new`, or `claim/id/view` where nothing can be changed. */
  of?: string;
  onClose: () => void;
}

/** One receipt: its pages and what stands on them. What is not known yet can be filled in later. */
export function ReceiptSheet({ of = "", onClose }: Props) {
  const [claim = "", id = "new", view] = of.split("/");
  const all = useReceipts(view ? claim : undefined);
  const rates = useReceiptRates();
  const receipt = all?.find((one) => one.id === id) ?? null;
  const ready = rates !== null && all !== null;
  const title = t(id === "new" ? "receipt.new" : "receipt.one");
  const leave = useRef<() => unknown>(onClose);
  return (
    <Sheet title={title} onClose={() => void leave.current()}>
      {ready && (receipt || id === "new") ? (
        <Form {...{ claim, receipt, rates, onClose, leave }} all={all} readonly={view !== undefined} />
      ) : (
        <p class="loading">{t(ready ? "receipt.gone" : "common.loading")}</p>
      )}
    </Sheet>
  );
}

interface FormProps {
  claim: string;
  receipt: ReceiptView | null;
  all: readonly ReceiptView[];
  rates: Rates;
  readonly: boolean;
  onClose: () => void;
  /** What the sheet does when it is closed by its corner, beside it, or by a key. */
  leave: { current: () => unknown };
}

function Form(props: FormProps) {
  const { claim, receipt, rates, readonly } = props;
  const draft = useDraft(props);
  const { typed, pages, viewed, failed, wrong, write, save, remove } = draft;
  if (viewed.value !== null && pages.value[viewed.value]) return <Large claim={claim} draft={draft} />;
  return (
    <form class="receipts-form" onSubmit={(event) => (event.preventDefault(), void save())}>
      {receipt?.refused ? <Refused refusal={t(receipt.refused.key, receipt.refused.params)} /> : null}
      <Pages
        title={t("receipt.pages")}
        pages={pages.value}
        readonly={readonly}
        making={draft.making}
        onPages={draft.onPages}
        onView={(number) => void (viewed.value = number)}
      />
      <fieldset class="receipts-facts" disabled={readonly}>
        <legend class="vh">{t("receipt.facts")}</legend>
        <Fields {...{ typed: typed.value, wrong, write, claim }} />
        <VatFields {...{ typed: typed.value, wrong, write, rates }} body={draft.body} />
      </fieldset>
      <AlikeNote alike={draft.alike} />
      <Refused refusal={failed.value ? t("receipt.not_saved") : null} />
      <div class="row-buttons">
        {readonly ? null : (
          <Button kind="go" onClick={save}>
            {t("common.save")}
          </Button>
        )}
        <Button onClick={draft.cancel}>{t(readonly ? "common.close" : "common.cancel")}</Button>
        {receipt && !readonly ? (
          <Button kind="danger" onClick={remove}>
            {t("receipt.remove")}
          </Button>
        ) : null}
      </div>
      <button type="submit" class="vh" tabIndex={-1} aria-hidden="true" disabled={readonly} />
    </form>
  );
}

/** The page that was asked for, as large as it can be seen. */
function Large({ claim, draft: { pages, viewed } }: { claim: string; draft: ReturnType<typeof useDraft> }) {
  const { acts } = useApp();
  return (
    <Viewer
      held={pages.value[viewed.value!]!}
      number={viewed.value!}
      of={pages.value.length}
      read={(hash) => acts.receiptFile(hash, claim)}
      back={t("receipt.back")}
      onBack={() => void (viewed.value = null)}
    />
  );
}

/** What is typed and held, what it comes to, and keeping it: the sheet closes when all of it is on this device. */
function useDraft({ claim, receipt, all, readonly, onClose, leave }: FormProps) {
  const { acts, today } = useApp();
  const typed = useSignal<Typed>(receipt ? typedOf(receipt.body) : emptyTyped(today.value?.date ?? ""));
  const pages = useSignal<readonly Held[]>((receipt?.body.files ?? []).map((hash) => ({ hash })));
  const viewed = useSignal<number | null>(null);
  const failed = useSignal(false);
  const tried = useSignal(false);
  const fresh = useSignal("");
  const id = receipt?.id ?? fresh.value;
  const onPages: Parameters<typeof useTaking>[0] = (change) => void (pages.value = change(pages.value).slice());
  const making = useTaking(onPages);
  const bodyNow = () => bodyOf(typed.value, claim, hashesOf(pages.value));
  const body = bodyNow();
  const wrong = tried.value ? wrongField(typed.value) : null;
  /** A page that is still being made is waited for: true when all of it is kept. `anyway`: without what cannot be read. */
  const keep = async (anyway = false): Promise<boolean> => {
    tried.value = true;
    const whole = (await making.made()) && !wrongField(typed.value);
    if (!whole && !anyway) return false;
    // A second try after a full disk is the same receipt.
    fresh.value ||= await acts.newReceipt();
    const taken = pages.value.flatMap(({ page }) => page ?? []);
    const saved = await acts.saveReceipt(receipt?.id ?? fresh.value, bodyNow(), taken);
    failed.value = saved === "failed";
    if (!failed.value) say(t("common.kept", { done: t("receipt.saved") }));
    return !failed.value;
  };
  const { cancel, save } = useLeaving({ typed, pages, making, keep, readonly, onClose, leave });
  const remove = async (): Promise<void> => {
    if (!receipt || !confirm(t("receipt.remove_sure"))) return;
    if ((await acts.removeReceipt(receipt.id)) === "failed") return void (failed.value = true);
    say(t("common.kept", { done: t("receipt.removed") }));
    cancel();
  };
  const write = (change: Partial<Typed>): void => void (typed.value = { ...typed.value, ...change });
  const shown = { typed, pages, viewed, failed, wrong, body, making, alike: alikeOf(body, id, all) };
  return { ...shown, write, onPages, save, remove, cancel };
}

const hashesOf = (pages: readonly Held[]): string[] => pages.map(({ hash }) => hash);

interface Leaving extends Pick<FormProps, "readonly" | "onClose" | "leave"> {
  typed: { value: Typed };
  pages: { value: readonly Held[] };
  making: ReturnType<typeof useTaking>;
  keep: (anyway?: boolean) => Promise<boolean>;
}

/** A receipt is kept as it is left, by the browser's back button too: only `cancel` throws away what was typed and taken. */
function useLeaving({ typed, pages, making, keep, readonly, onClose, leave }: Leaving) {
  const said = () => saidBy(typed.value, hashesOf(pages.value));
  const [before] = useState(said);
  const over = useRef(readonly);
  const changed = () => !over.current && (making.taking > 0 || said() !== before);
  const cancel = (): void => {
    over.current = true;
    onClose();
  };
  const save = async (): Promise<void> => {
    if (await keep()) cancel();
  };
  leave.current = () => (changed() ? save() : cancel());
  const goneBack = useRef<() => unknown>(cancel);
  goneBack.current = async () => {
    if (changed() && !(await keep(true))) say(t("receipt.not_saved"), true);
  };
  useEffect(() => () => void goneBack.current(), []);
  return { cancel, save };
}

function AlikeNote({ alike }: { alike: ReturnType<typeof alikeOf> }) {
  const { supplier = "", date = null } = alike?.receipt.body ?? {};
  const named = [supplier || t("receipt.unnamed"), date ? fullDate(date, language()) : ""].filter(Boolean).join(", ");
  return <div role="status">{alike ? <p class="note">{t(`receipt.alike.${alike.why}`, { named })}</p> : null}</div>;
}
