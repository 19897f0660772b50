import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { DISTRIBUTION_HEIGHT, DistributionBars, type DistributionPart } from "../../../ui/charts/DistributionBars";
import type { Figures } from "../../../ui/charts/figures";
import { useFigures } from "../../../ui/charts/useFigures";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorState } from "../../../ui/ErrorState";
import { Skeleton } from "../../../ui/Skeleton";
import { usePeriodName } from "../parts/usePeriodName";
import { type Cockpit, type Estimate, useDistribution } from "../queries";
import { barParts, parseScale, type Scale } from "../scales";
import styles from "./cockpit.module.css";

interface Props {
  readonly cockpit: Cockpit;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** How often each answer was given to the two questions about the whole experience. */
export function AnswersDialog({ cockpit, open, onClose }: Props) {
  const { t } = useTranslation("insight");
  const period = cockpit.period.label;
  const recommend = useDistribution("recommend", period, open && cockpit.nps !== null);
  return (
    <Dialog title={t("cockpit.answers")} open={open} onClose={onClose} wide>
      <div className={styles.answers}>
        {cockpit.overall && (
          <Answers
            cockpit={cockpit}
            estimate={cockpit.overall}
            scale={parseScale(cockpit.rating_scale)}
            question={t("cockpit.overallRating")}
          />
        )}
        {cockpit.nps &&
          (recommend.isPending ? (
            <Skeleton height={DISTRIBUTION_HEIGHT + 32} />
          ) : recommend.isError ? (
            <ErrorState error={recommend.error} onRetry={() => void recommend.refetch()} level={3} />
          ) : (
            <Answers
              cockpit={cockpit}
              estimate={recommend.data}
              scale={parseScale("0-10")}
              question={t("cockpit.recommend")}
            />
          ))}
      </div>
      <Acts>
        <Button onPress={onClose}>{t("cockpit.close")}</Button>
      </Acts>
    </Dialog>
  );
}

interface AnswersProps {
  readonly cockpit: Cockpit;
  readonly estimate: Estimate;
  readonly scale: Scale;
  readonly question: string;
}

function Answers({ cockpit, estimate, scale, question }: AnswersProps) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const name = usePeriodName();
  const parts = allParts(estimate, scale, t("cockpit.offScale"));
  return (
    <ChartFrame
      title={question}
      caption={said(figures, parts, estimate.n)}
      source={t("common.source", { organization: organization.name, period: name.period(cockpit.period.label) })}
      note={t("common.n", { n: figures.count(estimate.n) })}
      height={DISTRIBUTION_HEIGHT}
      twin={{
        columns: [
          { key: "label", label: t("cockpit.answer") },
          { key: "count", label: t("common.answers"), numeric: true },
        ],
        rows: parts.map((part) => ({
          label: part.label,
          count: { text: figures.count(part.count), value: part.count },
        })),
      }}
    >
      {(width) => <DistributionBars width={width} label={question} parts={parts} />}
    </ChartFrame>
  );
}

/** Every point of the scale, also those nobody chose; answers off the scale stand apart. */
function allParts(estimate: Estimate, scale: Scale, offScale: string): DistributionPart[] {
  const given = new Map(estimate.parts.map((part) => [part.label, part.count]));
  const points = Array.from({ length: scale.high - scale.low + 1 }, (_, step) => {
    const label = String(scale.low + step);
    return { label, count: given.get(label) ?? 0, share: 0 };
  });
  const spread = new Map(estimate.parts.map((part) => [part.label, part]));
  const parts: DistributionPart[] = barParts(points, scale).map((part) => ({
    ...part,
    low: spread.get(part.label)?.low ?? null,
    high: spread.get(part.label)?.high ?? null,
  }));
  if (estimate.rejected > 0) parts.push({ label: offScale, count: estimate.rejected, standing: "code" });
  return parts;
}

function said(figures: Figures, parts: readonly DistributionPart[], n: number): string {
  return parts
    .map(
      (part) =>
        `${part.label}: ${n > 0 && part.standing !== "code" ? figures.value(part.count / n, "share") : part.count}`,
    )
    .join(", ");
}
