import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { clockText } from "./room";
import styles from "./sprint.module.css";

/** The timer and the big counter, with a square for each idea to come to. */
export function Counter({ left, ideas, goal, big }: { left: number; ideas: number; goal: number; big?: boolean }) {
  const { t } = useTranslation("loyalty/sprint");
  const format = useFormat();
  const squares = Math.min(goal, 200);
  const filled = Math.min(squares, Math.floor((ideas / goal) * squares));
  return (
    <div className={styles.counter} data-big={big || undefined}>
      <div className={styles.figures}>
        <p role="timer" aria-label={t("left", { time: clockText(left) })}>
          <b>{clockText(left)}</b> <small>{t("leftWord")}</small>
        </p>
        <p aria-live="off">
          <b data-testid="ideas">{format.count(ideas)}</b> <small>{t("ofGoal", { goal: format.count(goal) })}</small>
        </p>
      </div>
      <Squares filled={filled} of={squares} label={t("progress", { count: ideas, goal })} />
    </div>
  );
}

/** Drawn anew when one fills, not with every second of the clock. */
const Squares = memo(function Squares({ filled, of, label }: { filled: number; of: number; label: string }) {
  return (
    <div className={styles.squares} role="img" aria-label={label}>
      {Array.from({ length: of }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a square has no other name
        <i key={at} data-on={at < filled || undefined} />
      ))}
    </div>
  );
});
