import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Legs } from "./Legs";
import { NoteSignal } from "./NoteSignal";
import { PulseDialog } from "./PulseDialog";
import { type Leg, trustQuery } from "./queries";
import { Signals } from "./Signals";
import styles from "./trust.module.css";

/** The trust that we have earned of this client: our conduct, never a mark of theirs. */
export function TrustSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/trust");
  const format = useFormat();
  const may = useMay("record_signals");
  const trust = useQuery(trustQuery(clientId));
  const [open, setOpen] = useState<"signals" | "note" | "pulse" | null>(null);
  if (trust.error) return <ErrorState error={trust.error} level={3} onRetry={() => trust.refetch()} />;
  if (!trust.data) return <SkeletonRows rows={5} height={36} />;
  const { legs, geometric, arithmetic, weakest, suggested_depth: suggested, signals } = trust.data;
  const score = (value: number | null) => (value === null ? t("legs.unknown") : format.decimal(value, 0));
  const under = (leg: Leg) => {
    const of = signals.filter((it) => it.leg === leg);
    const count = (polarity: number) => of.filter((it) => it.polarity === polarity).length;
    return of.length === 0 ? "" : t("section.forAgainst", { earned: count(1), cost: count(-1) });
  };
  return (
    <div className={styles.section}>
      <Legs legs={legs} weakest={weakest} under={under} />
      <p className="small soft">
        {geometric.value === null
          ? t("section.unknown")
          : t("section.together", {
              value: score(geometric.value),
              low: score(geometric.low ?? null),
              high: score(geometric.high ?? null),
              n: geometric.n,
              mean: score(arithmetic.value),
            })}
      </p>
      {suggested && (
        <p className={styles.suggest}>
          {t(`suggest.${(suggested.depth as 1 | 2 | 3) ?? 1}`)} <span className="soft">{t("suggest.never")}</span>
        </p>
      )}
      <div className={styles.acts}>
        <Button size="s" onPress={() => setOpen("signals")} isDisabled={signals.length === 0}>
          {t("section.facts", { count: signals.length })}
        </Button>
        {may && (
          <>
            <Button size="s" look="quiet" onPress={() => setOpen("note")}>
              {t("section.note")}
            </Button>
            <Button size="s" look="quiet" onPress={() => setOpen("pulse")}>
              {t("section.pulse")}
            </Button>
          </>
        )}
      </div>
      {open === "signals" && <Signals signals={signals} onClose={() => setOpen(null)} />}
      {open === "note" && <NoteSignal clientId={clientId} onClose={() => setOpen(null)} />}
      {open === "pulse" && <PulseDialog clientId={clientId} onClose={() => setOpen(null)} />}
    </div>
  );
}
