import { useReply } from "../_shared/reply/reply";

/** What agreements are called by their keys; by the key itself until the names are here. */
export function useAgreementName(): (key: string) => string {
  const [reply] = useReply("/api/v1/agreements");
  const known = reply?.ok ? reply.data.agreements : [];
  return (key) => known.find((one) => one.key === key)?.name ?? key;
}
