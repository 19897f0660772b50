import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { CheckboxGroup } from "../../../../ui/Checkbox";
import { byItem } from "../changes";
import { usePlatformParts } from "../queries";
import { anchorOf, useEditor } from "./editor";
import styles from "./parts.module.css";
import { Remove, Row, Tag } from "./Row";

/** Which parts of our promise this touch expresses. Those that left the platform stay until somebody takes them off. */
export function Expresses() {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, set, remove } = useEditor();
  const parts = usePlatformParts(useMay("read_design")).data ?? [];
  const list = document.expresses;
  const marks = byItem(changes, "expresses");
  const gone = list.filter((key) => !parts.some((part) => part.key === key));
  const words = (key: string) => parts.find((part) => part.key === key)?.words ?? key;
  return (
    <Row title={t("row.expresses")}>
      <div id={anchorOf("expresses")}>
        {mayEdit && parts.length > 0 ? (
          <CheckboxGroup
            label={t("expresses.which")}
            value={list}
            onChange={(next) => set("expresses", [...next], "expresses")}
            options={parts.map((part) => ({ key: part.key, label: part.words }))}
          />
        ) : (
          <ul className={styles.chips}>
            {list
              .filter((key) => !gone.includes(key))
              .map((key) => (
                <li key={key}>{words(key)}</li>
              ))}
          </ul>
        )}
        {gone.length > 0 && (
          <ul className={styles.chips} aria-label={t("expresses.gone")}>
            {gone.map((key) => (
              <li key={key} data-marked={marks.has(key) || undefined}>
                {key} <Tag>{t("expresses.goneTag")}</Tag>
                {mayEdit && (
                  <Remove
                    label={t("item.remove", { words: key })}
                    onPress={() => remove("expresses", list.indexOf(key), key)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {parts.length === 0 && list.length === 0 && <p className={styles.teach}>{t("expresses.noPlatform")}</p>}
        {parts.length > 0 && list.length === 0 && !mayEdit && <p className={styles.teach}>{t("expresses.none")}</p>}
      </div>
    </Row>
  );
}
