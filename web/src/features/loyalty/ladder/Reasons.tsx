import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ClientWords } from "../../../ui/ClientWords";
import styles from "./ladder.module.css";
import type { Reason } from "./queries";

/** What decided, as sentences; the client's own words stay its own. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reasons have no identity but their order
        <li key={at}>
          <OneReason reason={reason} />
        </li>
      ))}
    </ul>
  );
}

function OneReason({ reason }: { reason: Reason }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const steps = format.signed(reason.delta ?? 0, 1);
  const day = reason.at ? format.day(reason.at) : "";
  switch (reason.code) {
    case "must_short":
    case "must_below":
      return (
        <>
          {/* The sentence says "short" already: a minus beside it would say it twice. */}
          {t(`because.${reason.code}`, { steps: format.decimal(Math.abs(reason.delta ?? 0), 1) })}{" "}
          {reason.words && <ClientWords size="s">{reason.words}</ClientWords>}
        </>
      );
    case "little_covered":
      return t("because.little_covered", { share: format.percent(reason.coverage ?? 0) });
    case "no_plus_one":
      return reason.at ? t("because.extra_since", { day }) : t("because.extra_never");
    case "plus_one_felt":
      return t("because.plus_one_felt", { day });
    case "advocate":
      return t(`because.${reason.proof ?? "referral"}`, { day });
    case "scores":
      return reason.n === 1
        ? t("because.score")
        : t("because.scores", {
            n: format.count(reason.n ?? 0),
            mean: format.signed(reason.delta ?? 0, 2),
            low: format.signed(reason.low ?? 0, 2),
            high: format.signed(reason.high ?? 0, 2),
          });
    case "mean_short":
    case "mean_below":
    case "met":
      return t(`because.${reason.code}`, { steps });
    case "nothing_known":
    case "no_scores":
      return t(`because.${reason.code}`);
  }
}
