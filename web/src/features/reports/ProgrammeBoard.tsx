import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/useFormat";
import { Badge } from "../../ui/Badge";
import { type CheckKey, isCheck, isStep, lackOf, shareOf } from "./gates";
import styles from "./programme.module.css";
import type { Check, Step } from "./queries";

type ProgrammeBoardProps = {
  steps: readonly Step[];
  /** The way to where a check is mended; the published page has none. */
  mend?: (key: CheckKey, label: string) => ReactNode;
};

/** Schmitt's five steps side by side, each with its gate. */
export function ProgrammeBoard({ steps, mend }: ProgrammeBoardProps) {
  const { t } = useTranslation("reports");
  return (
    <ol className={styles.board}>
      {steps.filter(isStep).map((step, at) => (
        <li key={step.key} className={styles.step} data-gate={step.gate}>
          <header>
            <span className={styles.number}>{at + 1}</span>
            <h2>{t(`step.${step.key}`)}</h2>
          </header>
          <p className="soft">{t(`stepWhat.${step.key}`)}</p>
          <Badge tone={step.gate === "passed" ? "loyal" : step.gate === "open" ? "accent" : "unknown"}>
            {t(`gate.${step.gate as "passed" | "open" | "not_begun"}`)}
          </Badge>
          <ul>
            {step.checks.filter(isCheck).map((check) => (
              <CheckLine key={check.key} check={check} mend={mend} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function CheckLine({ check, mend }: { check: Check & { key: CheckKey }; mend: ProgrammeBoardProps["mend"] }) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const lack = lackOf(check);
  const label = t(`check.${check.key}`);
  return (
    <li className={styles.check} data-passed={check.passed}>
      <span className={styles.label}>{mend && !check.passed ? mend(check.key, label) : label}</span>
      <span className={styles.figure}>
        {check.of === 0 ? t("none") : t("doneOf", { done: format.count(check.done), of: format.count(check.of) })}
      </span>
      <span className={styles.track} aria-hidden="true">
        <i style={{ width: `${shareOf(check) * 100}%` }} />
        <b style={{ left: `${check.threshold * 100}%` }} />
      </span>
      <small>
        {check.passed
          ? t("passed")
          : check.of === 0
            ? t("nothingYet")
            : t("lacks", { count: lack, share: format.percent(check.threshold) })}
      </small>
    </li>
  );
}
