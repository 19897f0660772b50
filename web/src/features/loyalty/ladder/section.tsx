import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { FirstStep } from "./FirstStep";
import styles from "./ladder.module.css";
import { type Item, type Standing, standingQuery } from "./queries";
import { ReadingDialog } from "./ReadingDialog";
import { Reasons } from "./Reasons";
import { RungWord } from "./RungWord";
import { WhatIf } from "./WhatIf";

const SHOWN = 4;
const ITEMS = 5;

/** Where this client stands with us, and why; how that came about; and what would be if. It judges our conduct. */
export function StandingSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const may = useMay("record_signals");
  const standing = useQuery(standingQuery(clientId));
  const [all, setAll] = useState(false);
  const [supposing, setSupposing] = useState(false);
  const [reading, setReading] = useState<Item | null>(null);
  if (standing.error) return <ErrorState error={standing.error} level={3} onRetry={() => standing.refetch()} />;
  if (!standing.data) return <SkeletonRows rows={8} height={36} />;
  const it = standing.data;
  const changes = all ? it.changes : it.changes.slice(0, SHOWN);
  return (
    <div className={styles.section}>
      <p className={styles.now}>
        <RungWord rung={it.rung} size={16} />{" "}
        <small className="faint num">
          {it.coverage === null
            ? ""
            : t("section.known", { n: format.count(it.n), share: format.percent(it.coverage) })}
        </small>
      </p>
      {it.left_at && <p className="soft">{t("section.left", { day: format.day(it.left_at) })}</p>}
      {it.basis === "scores" && <p className={styles.fallback}>{t("section.fallback")}</p>}
      <Reasons reasons={it.reasons} />
      <FirstStep clientId={clientId} standing={it} onRead={setReading} />
      {it.items.length > 0 && <Items items={it.items} tolerance={it.tolerance} onRead={may ? setReading : undefined} />}
      <Sides standing={it} />
      {it.items.length > 0 && (
        <div className={styles.acts}>
          <Button size="s" onPress={() => setSupposing(!supposing)} aria-expanded={supposing}>
            {t("section.whatIf")}
          </Button>
        </div>
      )}
      {supposing && <WhatIf clientId={clientId} standing={it} />}
      {it.changes.length > 0 && (
        <>
          <h3 className={styles.small}>{t("section.changes")}</h3>
          <ol className={styles.changes}>
            {changes.map((change) => (
              <li key={change.at}>
                <time className="faint" dateTime={change.at}>
                  {format.day(change.at)}
                </time>
                <div>
                  <span className={styles.step}>
                    <RungWord rung={change.from} size={10} /> → <RungWord rung={change.to} size={10} />
                  </span>
                  <Reasons reasons={change.reasons.slice(0, 2)} />
                </div>
              </li>
            ))}
          </ol>
          {it.changes.length > SHOWN && (
            <Button size="s" look="quiet" onPress={() => setAll(!all)}>
              {all ? t("section.fewer") : t("section.more", { count: it.changes.length })}
            </Button>
          )}
        </>
      )}
      {reading && <ReadingDialog item={reading} onClose={() => setReading(null)} />}
    </div>
  );
}

type ItemsProps = { items: readonly Item[]; tolerance: number; onRead: ((item: Item) => void) | undefined };

/** What falls short first, the widest on top; the rest as it weighs. */
function shortFirst(items: readonly Item[], tolerance: number): Item[] {
  const isShort = (it: Item) => it.delta !== null && it.delta < -tolerance;
  const musts = (it: Item) => (it.level === "must" ? 0 : 1);
  const short = items.filter(isShort).toSorted((a, b) => musts(a) - musts(b) || (a.delta ?? 0) - (b.delta ?? 0));
  return [...short, ...items.filter((it) => !isShort(it))];
}

/** Each known expectation in the client's words, with how it is met. */
function Items({ items, tolerance, onRead }: ItemsProps) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = shortFirst(items, tolerance).slice(0, all ? undefined : ITEMS);
  const rung = (it: Item) =>
    it.delta === null ? "unknown" : it.delta < -tolerance ? "dissatisfied" : it.delta > 0 ? "loyal" : "satisfied";
  const met = (it: Item) =>
    it.delta === null
      ? t("section.unheard")
      : it.delta < 0
        ? t("section.short", { steps: format.decimal(-it.delta, 1) })
        : it.delta > 0
          ? t("section.beyond", { steps: format.decimal(it.delta, 1) })
          : t("section.met");
  return (
    <div>
      <ul className={styles.items}>
        {shown.map((it) => (
          <li key={it.expectation ?? it.words}>
            <span className={styles.meter} data-rung={rung(it)} aria-hidden>
              {it.delta !== null && (
                <i
                  style={{
                    left: `${50 + Math.min(0, Math.max(it.delta, -3)) * (50 / 3)}%`,
                    width: `${Math.max(Math.min(Math.abs(it.delta), 3) * (50 / 3), 2)}%`,
                  }}
                />
              )}
            </span>
            <div>
              {it.words && <ClientWords size="s">{it.words}</ClientWords>}
              <small className="faint">
                {t(`level.${it.level}`)} · {met(it)}
                {it.n > 0 && ` · ${format.sample(it.n)}`}
                {it.source && ` · ${t(`source.${it.source}`)}`}
                {it.last_at && `, ${format.day(it.last_at)}`}
              </small>
            </div>
            {onRead && it.expectation && (
              <Button
                size="s"
                look="quiet"
                aria-label={`${t("section.read")} ${it.words ?? ""}`.trim()}
                onPress={() => onRead(it)}
              >
                {t("section.read")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.length > ITEMS && (
        <Button size="s" look="quiet" aria-expanded={all} onPress={() => setAll(!all)}>
          {t(all ? "section.fewerItems" : "section.moreItems", { n: format.count(items.length) })}
        </Button>
      )}
    </div>
  );
}

/** Short and beyond told apart: they don't weigh the same, and must not cancel out unseen. */
function Sides({ standing }: { standing: Standing }) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const { shortfall, surplus } = standing;
  if (shortfall === null || surplus === null) return null;
  return (
    <p className="small soft">
      {t("section.sides", { short: format.signed(shortfall, 2), beyond: format.signed(surplus, 2) })}
    </p>
  );
}
