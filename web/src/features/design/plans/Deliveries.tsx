import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { measured } from "../../../ui/charts/estimate";
import type { Unit } from "../../../ui/charts/figures";
import { useFigures } from "../../../ui/charts/useFigures";
import { useWidth } from "../../../ui/charts/useWidth";
import { IndicativeTag } from "../../../ui/Figure";
import { SkeletonRows } from "../../../ui/Skeleton";
import { FeltMark } from "./Felt";
import styles from "./plan.module.css";
import type { Conduct, Delivery, Estimate } from "./queries";

/** A glance: as many as stand beside the plan without scrolling. */
const SHOWN = 6;

type Props = {
  touchpoint: { key: string; label: string; existence: string };
  hasLive: boolean;
  conduct: Conduct | null;
  deliveries: readonly Delivery[] | null;
  liveVersion: number | null;
};

/** How the touch went: by household, never by colleague. */
export function Deliveries({ touchpoint, hasLive, conduct, deliveries, liveVersion }: Props) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const mayLog = useMay("record_signals");
  const known = conduct?.conduct;
  const count = known?.deliveries ?? 0;
  const under = deliveries?.every((one) => one.plan_version === liveVersion) ? liveVersion : null;
  return (
    <section aria-labelledby="plan-deliveries">
      <div className={styles.rightHead}>
        <h2 id="plan-deliveries">
          {count === 0
            ? t("deliveries.title")
            : under !== null && deliveries && deliveries.length >= count
              ? t("deliveries.titleUnder", { count, n: format.count(count), version: under })
              : t("deliveries.titleCount", { count, n: format.count(count) })}
        </h2>
        <span className={styles.noteActs}>
          {mayLog && hasLive && (
            <Link to="/touchpoints/$key/deliver" params={{ key: touchpoint.key }}>
              {t("deliveries.log")}
            </Link>
          )}
          {count > 0 && (
            <Link to="/touchpoints/$key/deliveries" params={{ key: touchpoint.key }}>
              {t("deliveries.all")}
            </Link>
          )}
        </span>
      </div>
      {deliveries === null || !conduct || !known ? (
        <SkeletonRows rows={6} />
      ) : deliveries.length === 0 && count === 0 ? (
        <div className={styles.blank}>
          <p>{hasLive ? t("deliveries.none") : t("deliveries.noneYet")}</p>
        </div>
      ) : (
        <>
          <div className={styles.tiles}>
            <Tile label={t("measure.perfection")} estimate={known.perfection} unit="share" />
            <Tile
              label={t("measure.sayDo")}
              estimate={known.say_do_gap}
              unit="share"
              digits={1}
              aside={sayDoCounts(conduct, t, format.count)}
            />
            <Tile label={t("measure.doFeel")} estimate={known.do_feel_gap} unit="nps" />
          </div>
          <DoFeel conduct={conduct} />
          <table className={styles.rows}>
            <caption className="sr">{t("deliveries.caption", { label: touchpoint.label })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("deliveries.date")}</th>
                <th scope="col">{t("deliveries.client")}</th>
                <th scope="col">{t("deliveries.defects")}</th>
                <th scope="col">{t("deliveries.felt")}</th>
              </tr>
            </thead>
            <tbody>
              {deliveries.slice(0, SHOWN).map((delivery) => (
                <DeliveryRow key={delivery.id} delivery={delivery} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function sayDoCounts(
  conduct: Conduct,
  t: ReturnType<typeof useTranslation<"design/plans">>["t"],
  count: (n: number) => string,
): string | undefined {
  const checked = conduct.standards.reduce((sum, one) => sum + one.checked, 0);
  const met = conduct.standards.reduce((sum, one) => sum + one.met, 0);
  if (checked === 0) return undefined;
  return t("measure.missedOf", { missed: count(checked - met), n: count(checked) });
}

export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  const words = defectsOf(delivery);
  return (
    <tr>
      <td>
        <time dateTime={delivery.occurred_at} title={format.moment(delivery.occurred_at, organization.time_zone)}>
          {shortDay(format.locale, delivery.occurred_at, organization.time_zone)}
        </time>
      </td>
      <td>{delivery.client.name ?? delivery.client.key}</td>
      <td className={styles.defects}>
        {words.length > 0 ? (
          words.join(", ")
        ) : (
          <span className="soft">{t(delivery.perfect === null ? "deliveries.unchecked" : "deliveries.noDefect")}</span>
        )}
      </td>
      <td>
        <FeltMark perception={delivery.felt?.perception} waits={delivery.felt_waits} />
      </td>
    </tr>
  );
}

/** What went wrong: what was noted, and standards that were not kept. */
export function defectsOf(delivery: Delivery): string[] {
  return [
    ...delivery.defects.map(({ words }) => words),
    ...delivery.standards.filter(({ met }) => !met).map(({ words }) => words),
  ];
}

/** "21 Nov"; with its year where it is not this one. */
export function shortDay(locale: string, at: string, zone: string): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : ("2-digit" as const);
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "short",
    ...(year ? { year } : {}),
    timeZone: zone,
  }).format(date);
}

type TileProps = { label: string; estimate: Estimate; unit: Unit; digits?: number; aside?: string | undefined };

function Tile({ label, estimate, unit, digits, aside }: TileProps) {
  const { t } = useTranslation("design/plans");
  const figures = useFigures();
  const format = useFormat();
  const point = measured(estimate);
  const value = (share: number) =>
    digits !== undefined && unit === "share"
      ? format.percent(share, digits)
      : unit === "nps"
        ? figures.change(share, unit)
        : figures.value(share, unit);
  return (
    <div>
      <h3>{label}</h3>
      {point ? (
        <b>{value(point.value)}</b>
      ) : (
        <b data-none="">{estimate.hidden ? t("measure.hidden") : t("measure.few")}</b>
      )}
      <p>
        {point &&
          `${
            unit === "share"
              ? `${format.decimal(point.low * 100, digits ?? 0)}–${format.decimal(point.high * 100, digits ?? 0)}`
              : figures.spread(point.value, point.low, point.high, unit)
          }, `}
        {aside ?? t("measure.n", { n: figures.count(estimate.n) })}
      </p>
      {estimate.badge === "indicative" && point && <IndicativeTag />}
    </div>
  );
}

/** What staff think beside what clients felt, of the same touches, on the scale of what was expected. */
function DoFeel({ conduct }: { conduct: Conduct }) {
  const { t } = useTranslation("design/plans");
  const figures = useFigures();
  const [ref, width] = useWidth<HTMLDivElement>();
  const { own, felt, do_feel_gap: gap } = conduct.conduct;
  const point = measured(gap);
  if (own === null || felt === null) {
    return (
      <div className={styles.felt}>
        <h3>{t("measure.nobodyAsked")}</h3>
        <p className="soft">{t("measure.nobodyAskedWhy")}</p>
      </div>
    );
  }
  const title =
    point === null
      ? t("measure.fewPairs", { n: figures.count(gap.n) })
      : point.low > 0
        ? t("measure.better")
        : point.high < 0
          ? t("measure.worse")
          : t("measure.alike");
  const x = (value: number) => 8 + ((value + 3) / 6) * (Math.max(width, 200) - 16);
  const [left, right] = own < felt ? [own, felt] : [felt, own];
  const close = Math.abs(x(own) - x(felt)) < 96;
  const clientFirst = felt <= own;
  const anchor = (first: boolean) => (close ? (first ? "end" : "start") : "middle");
  const shift = (first: boolean) => (close ? (first ? 6 : -6) : 0);
  const said = t("measure.said", {
    own: figures.change(own, "nps"),
    felt: figures.change(felt, "nps"),
    n: figures.count(gap.n),
  });
  return (
    <div className={styles.felt}>
      <h3>{title}</h3>
      <div ref={ref}>
        <svg width={width} height={54} role="img" aria-label={said}>
          <path d={`M${x(-3)} 26H${x(3)}`} stroke="var(--edge)" />
          <path d={`M${x(0)} 18V34`} stroke="var(--mark)" />
          <path
            d={`M${x(left)} 26H${x(right)}`}
            stroke={point && point.low > 0 ? "var(--short)" : "var(--soft)"}
            strokeWidth={2}
            strokeDasharray={point ? undefined : "3 3"}
            opacity={0.6}
          />
          <circle cx={x(felt)} cy={26} r={4.5} fill="var(--paper)" stroke="var(--ok)" strokeWidth={2.2} />
          <rect x={x(own) - 4} y={22} width={8} height={8} fill="var(--soft)" />
          <text
            x={x(felt) + shift(clientFirst)}
            y={12}
            textAnchor={anchor(clientFirst)}
            data-strong=""
            style={{ fill: "var(--ok)" }}
          >
            {t("measure.clients", { value: figures.change(felt, "nps") })}
          </text>
          <text x={x(own) + shift(!clientFirst)} y={12} textAnchor={anchor(!clientFirst)} data-strong="">
            {t("measure.staff", { value: figures.change(own, "nps") })}
          </text>
          <text x={x(-3) - 8} y={50}>
            {t("scale.low")}
          </text>
          <text x={x(0)} y={50} textAnchor="middle">
            {t("scale.middle")}
          </text>
          <text x={x(3) + 8} y={50} textAnchor="end">
            {t("scale.high")}
          </text>
        </svg>
      </div>
    </div>
  );
}
