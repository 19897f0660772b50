import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { useChannels, useContacts } from "../queries";
import { wishesSaid } from "./contacts/wishes";
import styles from "./page.module.css";

/** More stand under "Who we hear". */
const SHOWN = 3;

/** Before anything else: whom to ring, and how they want to be reached; one line each who has a number or a wish. */
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
    .map((one) => ({
      ...one,
      said: wishesSaid(t, words, one.wishes),
      // Who does not want to be rung is not offered to be rung; the number stands under "Who we hear".
      phones: one.wishes.unwanted_channels.includes("phone") ? [] : one.phones,
    }))
    .filter(({ said, phones }) => said.length > 0 || phones.length > 0)
    .slice(0, SHOWN);
  if (wishing.length === 0) return null;
  return (
    <ul className={styles.wishes} aria-label={t("page.wishes")}>
      {wishing.map(({ id, name, phones: [phone], said }) => (
        <li key={id}>
          <span>
            <b>{said.length > 0 ? `${name}:` : name}</b> {said.join("; ")}
          </span>
          {phone && <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>}
        </li>
      ))}
    </ul>
  );
}
