/** The screens with pretended data are built and served once, for every story that looks at them. */
import { openGallery } from "../../../scripts/looking.mjs";

export default async function openOnce(): Promise<() => Promise<void>> {
  const gallery = await openGallery();
  process.env.LEIMA_GALLERY = gallery.address;
  return () => gallery.close();
}
