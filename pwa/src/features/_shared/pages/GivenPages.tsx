import { useSignal } from "@preact/signals";
import { t } from "../../../ui/words";
import { useApp } from "../useApp";
import { type Held, Pages, useTaking } from "./Pages";
import { Viewer } from "./Viewer";

/** Pages that are held while a form or a sheet is open: those that were there, and those that were taken since. */
export function useHeld(first: readonly string[] = []) {
  const pages = useSignal<readonly Held[]>(first.map((hash) => ({ hash })));
  const making = useTaking((change) => void (pages.value = change(pages.value).slice()));
  return {
    pages,
    making,
    hashes: () => pages.value.map(({ hash }) => hash),
    /** Those whose bytes this device has not kept. */
    fresh: () => pages.value.flatMap(({ page }) => page ?? []),
    hasChanged: () => making.taking > 0 || pages.value.map(({ hash }) => hash).join() !== first.join(),
  };
}

interface Props {
  held: ReturnType<typeof useHeld>;
  /** What it belongs to; "" while that is not kept either. */
  of?: string;
  readonly?: boolean;
}

/** The pages of a certificate, and one of them large when it was asked for. */
export function GivenPages({ held: { pages, making }, of = "", readonly = false }: Props) {
  const { acts } = useApp();
  const viewed = useSignal<number | null>(null);
  const open = viewed.value === null ? undefined : pages.value[viewed.value];
  if (open) {
    return (
      <Viewer
        held={open}
        number={viewed.value!}
        of={pages.value.length}
        read={(hash) => acts.certificateFile(of, hash)}
        back={t("certificate.back")}
        onBack={() => void (viewed.value = null)}
      />
    );
  }
  return (
    <>
      <Pages
        title={t("certificate.pages")}
        pages={pages.value}
        readonly={readonly}
        making={making}
        onPages={(change) => void (pages.value = change(pages.value).slice())}
        onView={(number) => void (viewed.value = number)}
      />
      {readonly ? null : <p class="muted small">{t("certificate.seen")}</p>}
    </>
  );
}
