import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { useNow } from "../../../lib/useNow";
import { useMoment } from "../../../ui/promise/PromiseLine";
import { Sign } from "../../../ui/Sign";
import styles from "./promises.module.css";
import type { Promised } from "./queries";

const DAY = 86_400_000;

/** Where a promise stands, with its sign and its word; overdue is neither kept nor broken until somebody says so. */
export function StateWord({ promise: it }: { promise: Promised }) {
  const { t } = useTranslation("loyalty/promises");
  const format = useFormat();
  const zone = useMe().organization.time_zone;
  const moment = useMoment(zone);
  const now = useNow();
  if (it.state === "kept") {
    return (
      <span className={`${styles.state} loyal`}>
        <Sign standing="loyal" size={10} /> {t("state.kept")}
        {it.settled_at && <small>{format.day(it.settled_at)}</small>}
      </span>
    );
  }
  if (it.state === "kept_late") {
    const days = it.settled_at
      ? Math.max(1, Math.ceil((new Date(it.settled_at).getTime() - new Date(it.due_at).getTime()) / DAY))
      : 1;
    return (
      <span className={`${styles.state} short`}>
        <Sign standing="dissatisfied" size={10} /> {t("state.late", { count: days })}
        {it.cause && <small>{it.cause}</small>}
      </span>
    );
  }
  if (it.state === "broken") {
    return (
      <span className={`${styles.state} short`}>
        <Sign standing="dissatisfied" size={10} /> {t("state.broken")}
        {it.cause && <small>{it.cause}</small>}
      </span>
    );
  }
  return (
    <span className={it.overdue ? `${styles.state} short` : styles.state}>
      {it.overdue && <Sign standing="dissatisfied" size={10} />}
      {t(it.overdue ? "state.overdue" : it.state === "renegotiated" ? "state.moved" : "state.open", {
        due: moment(it.due_at),
      })}
      {it.due_soon && !it.overdue && (
        <small>
          <b>{t("state.soon", { when: format.ago(it.due_at, now, zone) })}</b>
        </small>
      )}
    </span>
  );
}
