import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { useChannels, useContacts } from "../queries";
import { wishesSaid } from "./contacts/wishes";
import styles from "./page.module.css";

/** Before anything else: how these people want to be reached, one line each who said so. */
export function WishLines({ clientId }: { clientId: string }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const contacts = useContacts(clientId).data ?? [];
  const channels = useChannels().data ?? [];
  const words = {
    list: format.list,
    channel: (key: string) => channels.find((one) => one.key === key)?.label ?? key,
  };
  const wishing = contacts
    .map((one) => ({ ...one, said: wishesSaid(t, words, one.wishes) }))
    .filter(({ said }) => said.length > 0);
  if (wishing.length === 0) return null;
  return (
    <ul className={styles.wishes} aria-label={t("page.wishes")}>
      {wishing.map(({ id, name, said }) => (
        <li key={id}>
          <b>{name}:</b> {said.join("; ")}
        </li>
      ))}
    </ul>
  );
}
