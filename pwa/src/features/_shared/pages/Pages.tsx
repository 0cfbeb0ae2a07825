import "./pages.css";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Page } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { t } from "../../../ui/words";
import { useApp } from "../useApp";
import { Small } from "./Small";

/** Pages of a receipt or a certificate at the most, as the server has it. */
const MOST = 20;

/** A page: one that is being taken has no hash yet. */
export interface Held {
  hash: string;
  /** Its bytes, while this device has not kept them. */
  page?: Page;
}

interface Props {
  /** What they are pages of. */
  title: string;
  pages: readonly Held[];
  readonly: boolean;
  /** What makes pages of files. */
  making: Making;
  onPages: OnPages;
  onView: (number: number) => void;
}

/** What becomes of the pages that are there when it is done: another one may have been taken meanwhile. */
type OnPages = (change: (pages: readonly Held[]) => readonly Held[]) => void;
type Making = ReturnType<typeof useTaking>;

/** Pages: taken by the camera or out of files, looked at, replaced, and taken away. */
export function Pages({ title, pages, readonly, making: { taking, unfit, take }, onPages, onView }: Props) {
  const full = pages.length + taking >= MOST;
  const shown = (held: Held, number: number) => (
    <li key={held.hash}>
      <One
        held={held}
        number={number}
        readonly={readonly}
        onView={() => onView(number)}
        onReplace={(file) => void take([file], held.hash)}
        onRemove={() => onPages((now) => now.filter(({ hash }) => hash !== held.hash))}
      />
    </li>
  );
  return (
    <fieldset class="pages">
      <legend class="label">{title}</legend>
      {pages.length + taking > 0 ? (
        <ol class="pages-sheets">
          {pages.map(shown)}
          {Array.from({ length: taking }, (_, number) => (
            <li key={number}>
              <span class="pages-small">{t("receipt.taking")}</span>
            </li>
          ))}
        </ol>
      ) : null}
      <p class="vh" role="status">
        {taking > 0 ? t("receipt.taking_now") : ""}
      </p>
      {unfit.map((text) => (
        <p key={text} class="note bad" role="alert">
          {text}
        </p>
      ))}
      {readonly || full ? null : (
        <div class="row-buttons">
          <Choose id="receipt-camera" label={t("receipt.camera")} camera onFiles={(files) => void take(files)} />
          <Choose id="receipt-file" label={t("receipt.choose")} onFiles={(files) => void take(files.slice(0, MOST))} />
        </div>
      )}
    </fieldset>
  );
}

/** Makes pages of files, one after another; the first takes the place of the page `instead`. */
export function useTaking(onPages: OnPages) {
  const { acts } = useApp();
  const taking = useSignal(0);
  const unfit = useSignal<string[]>([]);
  const last = useRef<Promise<void>>(Promise.resolve());
  const make = async (files: readonly File[], instead?: string): Promise<void> => {
    unfit.value = [];
    taking.value += files.length;
    for (const [number, file] of files.entries()) {
      const page = await acts.takePage(file).catch(() => "unreadable" as const);
      taking.value -= 1;
      if (typeof page === "string") unfit.value = [...unfit.value, t(`receipt.unfit.${page}`, { name: file.name })];
      else onPages((now) => (number === 0 && instead ? replaced(now, instead, page) : added(now, page)));
    }
  };
  const take = (files: readonly File[], instead?: string): Promise<void> => {
    const before = last.current;
    return (last.current = make(files, instead).then(() => before));
  };
  /** Resolves when every file that was given is a page; false when one of them could not be. */
  const made = async (): Promise<boolean> => {
    const waits = taking.value > 0;
    await last.current;
    return !waits || unfit.value.length === 0;
  };
  return { taking: taking.value, unfit: unfit.value, take, made };
}

const added = (pages: readonly Held[], page: Page): readonly Held[] =>
  pages.some(({ hash }) => hash === page.hash) || pages.length >= MOST ? pages : [...pages, { hash: page.hash, page }];

const replaced = (pages: readonly Held[], old: string, page: Page): readonly Held[] => {
  const others = pages.filter(({ hash }) => hash !== page.hash || hash === old);
  return others.map((held) => (held.hash === old ? { hash: page.hash, page } : held));
};

interface OneProps {
  held: Held;
  number: number;
  readonly: boolean;
  onView: () => void;
  onReplace: (file: File) => void;
  onRemove: () => void;
}

function One({ held, number, readonly, onView, onReplace, onRemove }: OneProps) {
  const n = number + 1;
  return (
    <>
      <button type="button" class="pages-open" aria-label={t("receipt.view_page", { n })} onClick={onView}>
        <Small hash={held.hash} page={held.page} />
      </button>
      {readonly ? null : (
        <span class="pages-acts">
          <Choose
            id={`receipt-replace-${n}`}
            label={t("receipt.replace")}
            spoken={t("receipt.replace_page", { n })}
            link
            onFiles={([file]) => file && onReplace(file)}
          />
          <Button kind="link" label={t("receipt.remove_page", { n })} onClick={onRemove}>
            {t("receipt.remove_short")}
          </Button>
        </span>
      )}
    </>
  );
}

interface ChooseProps {
  id: string;
  label: string;
  /** Its name where the label alone does not say what it is about. */
  spoken?: string;
  camera?: boolean;
  link?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** The browser's own control is there for the keyboard and for readers; what is seen is its label, in our words. */
function Choose({ id, label, spoken, camera, link, onFiles }: ChooseProps) {
  return (
    <span class="pages-choose">
      <input
        id={id}
        class="vh"
        type="file"
        aria-label={spoken ?? label}
        accept={camera ? "image/*" : "image/*,application/pdf"}
        {...(camera ? ({ capture: "environment" } as const) : { multiple: !link })}
        onChange={(event) => {
          const input = event.currentTarget;
          onFiles([...(input.files ?? [])]);
          input.value = "";
        }}
      />
      <label class={`button ${link ? "link" : "plain"}`} for={id}>
        {label}
      </label>
    </span>
  );
}
