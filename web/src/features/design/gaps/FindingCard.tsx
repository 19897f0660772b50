import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { AcceptForm, Dismiss, Snooze } from "./Decide";
import { noon } from "./days";
import styles from "./gaps.module.css";
import type { Finding } from "./queries";
import { Strength } from "./Strength";
import { useDecide } from "./useDecide";
import { useGapWords } from "./useGapWords";

interface Props {
  readonly finding: Finding;
  /** Shown with its form open, as the one that is being decided. */
  readonly chosen?: boolean;
  readonly onChoose?: (() => void) | undefined;
  readonly level?: 2 | 3;
}

/** One finding: what is missing, why we think so, and what to do about it. */
export function FindingCard({ finding, chosen = false, onChoose, level = 3 }: Props) {
  const { t } = useTranslation("design/gaps");
  const words = useGapWords();
  const mayEdit = useMay("edit_design");
  const [opened, setOpened] = useState(false);
  const open = finding.state === "open";
  const deciding = open && mayEdit && (chosen || opened);
  const Heading = `h${level}` as const;
  return (
    <article className={styles.card} data-chosen={chosen || undefined} aria-labelledby={`gap-${finding.no}`}>
      <div className={styles.over}>
        <span>{t(`detector.${finding.detector}`)}</span>
        <Strength confidence={finding.confidence} />
      </div>
      <Heading id={`gap-${finding.no}`} className={styles.name}>
        <span className={styles.no} data-state={finding.state}>
          {finding.no}
        </span>
        <Link to="/gaps/$id" params={{ id: finding.id }} className={styles.link}>
          {words.title(finding)}
        </Link>
      </Heading>
      <p className={styles.says}>{words.sentence(finding)}</p>
      {deciding ? (
        <AcceptForm finding={finding} />
      ) : open && mayEdit ? (
        <div className={styles.acts}>
          <Button
            size="s"
            onPress={() => {
              setOpened(true);
              onChoose?.();
            }}
          >
            {t("accept.open")}
          </Button>
          <Dismiss finding={finding} />
          <Snooze finding={finding} />
        </div>
      ) : (
        <Decided finding={finding} />
      )}
    </article>
  );
}

/** What was decided, by whom, and the way back. */
export function Decided({ finding }: { finding: Finding }) {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  const mayEdit = useMay("edit_design");
  const words = useGapWords();
  const decide = useDecide();
  const { decision, state } = finding;
  const day = (at: string | null) => (at ? format.day(at) : "");
  const told = () => {
    const by = decision.by ?? "";
    switch (state) {
      case "accepted":
        return t(decision.live_at ? "decided.live" : "decided.accepted", {
          by,
          at: day(decision.at),
          owner: decision.owner?.name ?? "",
          review: decision.review_by ? format.day(noon(decision.review_by)) : "",
          live: day(decision.live_at),
        });
      case "dismissed":
        return t("decided.dismissed", { by, at: day(decision.at), reason: decision.reason ?? "" });
      case "snoozed":
        return t("decided.snoozed", { by, until: decision.until ? format.day(noon(decision.until)) : "" });
      case "closed":
        return t("decided.closed", { at: day(decision.at) });
      default:
        return t("decided.open");
    }
  };
  const back = mayEdit && (state === "accepted" || state === "dismissed" || state === "snoozed");
  return (
    <div className={styles.decided}>
      <p>
        {told()}{" "}
        {decision.touchpoint && (
          <Link to="/touchpoints/$key" params={{ key: decision.touchpoint.key }}>
            {decision.touchpoint.label}
          </Link>
        )}
      </p>
      {back && (
        <Button
          look="quiet"
          size="s"
          pending={decide.pending}
          aria-label={t("reopenOf", { label: words.title(finding) })}
          onPress={() => decide.run(finding, { kind: "reopen" })}
        >
          {t("reopen")}
        </Button>
      )}
    </div>
  );
}
