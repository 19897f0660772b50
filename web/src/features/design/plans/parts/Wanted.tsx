import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Popover } from "../../../../ui/Popover";
import { Select } from "../../../../ui/Select";
import type { Standard } from "../document";
import type { Kept } from "../queries";
import { useEditor } from "./editor";
import { KeptMark } from "./KeptMark";
import styles from "./parts.module.css";

const SHARES = [1, 0.99, 0.98, 0.95, 0.9, 0.85, 0.8, 0.75, 0.5] as const;

type Props = {
  standard: Standard;
  kept: Kept | undefined;
  /** What all standards are wanted in stands above them; a row says only what differs. */
  common: number | null;
  onChange: (wanted: number) => void;
};

/** How often the standard was kept and shall be; a press on it changes the latter. */
export function Wanted({ standard, kept, common, onChange }: Props) {
  const { t } = useTranslation("design/plans");
  const { mayEdit } = useEditor();
  const format = useFormat();
  const share = (value: number) => format.percent(value, Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1);
  const said = standard.wanted !== common || !kept;
  const words = (
    <>
      {said && <span>{t("standards.wanted", { share: share(standard.wanted) })}</span>}
      {kept && <KeptMark kept={kept} wanted={standard.wanted} />}
    </>
  );
  if (!mayEdit) return <span className={styles.wanted}>{words}</span>;
  const shares = [...new Set([...SHARES, standard.wanted])].sort((a, b) => b - a);
  return (
    <Popover
      label={t("standards.wantedLabel")}
      placement="bottom end"
      trigger={
        <AriaButton
          className={styles.wanted ?? ""}
          aria-label={t("standards.wantedChange", {
            what: [
              t("standards.wanted", { share: share(standard.wanted) }),
              kept && t("standards.counts", { met: format.count(kept.met), n: format.count(kept.checked) }),
            ]
              .filter(Boolean)
              .join(" "),
            words: standard.words || t("lack.unnamed"),
          })}
        >
          {words}
        </AriaButton>
      }
    >
      {(close) => (
        <div className={styles.form}>
          <Select
            label={t("standards.wantedLabel")}
            hint={t("standards.wantedHint")}
            options={shares.map((value) => ({ key: String(value), label: share(value) }))}
            value={String(standard.wanted)}
            onChange={(key) => {
              onChange(Number(key));
              close();
            }}
          />
        </div>
      )}
    </Popover>
  );
}
