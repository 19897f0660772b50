import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./import.module.css";
import type { Reason } from "./queries";

/** Why two are thought to be one, or what speaks against it. */
export function Reasons({ why }: { why: readonly Reason[] }) {
  const { t } = useTranslation("clients/import");
  const format = useFormat();
  // A birthday comes as the file writes it; it belongs to no time zone.
  const said = (what: string) => (/^\d{4}-\d{2}-\d{2}$/.test(what) ? format.day(`${what}T12:00:00Z`, "UTC") : what);
  return (
    <span className={styles.reasons}>
      {why.map(({ kind, what }) => (
        <span key={kind + what} data-against={kind === "other_birthday" || undefined}>
          {t(`reason.${kind}`, { what: said(what) })}
        </span>
      ))}
    </span>
  );
}
