import { useTranslation } from "react-i18next";
import type { PlatformChange } from "../queries";
import styles from "./document.module.css";

/** What is other in one version than in another, field by field. */
export function ChangeList({ changes, dense }: { changes: readonly PlatformChange[]; dense?: boolean }) {
  const { t } = useTranslation("design/platform");
  return (
    <dl className={styles.changes} data-dense={dense || undefined}>
      {changes.map((change) => (
        <div key={`${change.field} ${change.part ?? ""}`}>
          <dt>
            {t(`field.${change.field as "theme"}`)}{" "}
            <small>
              {change.field === "order"
                ? ""
                : change.from === ""
                  ? t("versions.new")
                  : change.to === ""
                    ? t("versions.takenOut")
                    : ""}
            </small>
          </dt>
          <dd>
            {change.field === "order" ? (
              t("versions.reordered")
            ) : (
              <>
                {change.from !== "" && <del>{change.from}</del>} {change.to !== "" && <ins>{change.to}</ins>}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
