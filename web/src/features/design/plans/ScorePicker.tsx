import { Label, Radio, RadioGroup, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import fields from "../../../ui/Field.module.css";
import { Sign } from "../../../ui/Sign";
import styles from "./deliver.module.css";
import { standingOf } from "./Felt";

const SCORES = [-3, -2, -1, 0, 1, 2, 3] as const;

type Props = { label: string; hint?: string; value: number | null; onChange: (score: number) => void };

/** How it was against what the client expects: −3 far short, 0 as expected, +3 far beyond. */
export function ScorePicker({ label, hint, value, onChange }: Props) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  return (
    <RadioGroup
      className={styles.score ?? ""}
      orientation="horizontal"
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(Number(next))}
    >
      <Label className={fields.label ?? ""}>{label}</Label>
      <div className={styles.scores}>
        {SCORES.map((score) => (
          <Radio key={score} value={String(score)} aria-label={scoreWords(t, score)} className={styles.scoreOne ?? ""}>
            <Sign standing={standingOf(score)} size={12} />
            <b>{format.signed(score, 0)}</b>
          </Radio>
        ))}
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{t("scale.lowEnd")}</span>
        <span>{t("scale.middleEnd")}</span>
        <span>{t("scale.highEnd")}</span>
      </div>
      {hint && (
        <Text slot="description" className={fields.hint ?? ""}>
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}

export function scoreWords(t: ReturnType<typeof useTranslation<"design/plans">>["t"], score: number): string {
  const names = { "-3": "m3", "-2": "m2", "-1": "m1", "0": "z", "1": "p1", "2": "p2", "3": "p3" } as const;
  return t(`scale.${names[String(score) as keyof typeof names]}`);
}
