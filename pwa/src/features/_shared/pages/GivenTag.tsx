import { Button } from "../../../ui/Button";
import { openSheet } from "../../../ui/router";
import { t } from "../../../ui/words";

interface Props {
  /** The id of the absence or request, and how many pages were given with it. */
  of: string;
  pages: number;
  /** Whose it is and when, for readers that hear the button alone. */
  about: string;
}

/** Says that a certificate was given, and opens it; nothing where none was. */
export function GivenTag({ of, pages, about }: Props) {
  return pages > 0 ? (
    <Button kind="link" label={t("certificate.open_label", { about })} onClick={() => openSheet("certificate", of)}>
      {t("certificate.given")}
    </Button>
  ) : null;
}
