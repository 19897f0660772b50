import { Label, Radio, RadioGroup, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import fields from "../../ui/Field.module.css";
import { Sign } from "../../ui/Sign";
import { standingOf } from "./log";
import styles from "./today.module.css";

type Props = { label: string; hint?: string; value: number | null; onChange: (score: number | null) => void };

const ways = [-1, 0, 1] as const;
const names = { "-1": "short", "0": "expected", "1": "beyond" } as const;

/** First worse, as expected or better; then how much. −3 far short … 3 far beyond. */
export function ScoreField({ label, hint, value, onChange }: Props) {
  const { t } = useTranslation("prompts");
  const way = value === null ? null : Math.sign(value);
  return (
    <div className={styles.score}>
      <RadioGroup
        orientation="horizontal"
        value={way === null ? null : String(way)}
        onChange={(next) => onChange(Number(next))}
      >
        <Label className={fields.label ?? ""}>{label}</Label>
        <div className={styles.ways}>
          {ways.map((one) => (
            <Radio key={one} value={String(one)} className={styles.way ?? ""}>
              <Sign standing={standingOf(one)} size={12} />
              {t(`score.${names[`${one}`]}`)}
            </Radio>
          ))}
        </div>
        {hint && (
          <Text slot="description" className={fields.hint ?? ""}>
            {hint}
          </Text>
        )}
      </RadioGroup>
      {value !== null && way !== null && way !== 0 && (
        <RadioGroup
          orientation="horizontal"
          aria-label={t("score.how")}
          value={String(Math.abs(value))}
          onChange={(size) => onChange(way * Number(size))}
        >
          <div className={styles.ways}>
            {([1, 2, 3] as const).map((size) => (
              <Radio key={size} value={String(size)} className={styles.way ?? ""}>
                {t(`score.size${size}`)}
              </Radio>
            ))}
          </div>
        </RadioGroup>
      )}
    </div>
  );
}
