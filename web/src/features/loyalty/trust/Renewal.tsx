import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { ChartFrame } from "../../../ui/charts/ChartFrame";
import { Drawing } from "../../../ui/charts/Drawing";
import type { FirmTrust } from "./queries";
import styles from "./trust.module.css";

const ROW = 44;
const LEFT = 130;
const RIGHT = 120;

/** Who stayed, by the trust that we had earned before the renewal fell due. */
export function Renewal({ trust }: { trust: FirmTrust }) {
  const { t } = useTranslation("loyalty/trust");
  const format = useFormat();
  const unasked = { from: 0, to: 0, unknown: true, renewed: trust.renewal_unknown, clients: trust.renewal_unknown.n };
  const groups = [...trust.renewal.map((it) => ({ ...it, unknown: false })), unasked].filter((it) => it.clients > 0);
  const known = groups.filter((it) => !it.unknown && it.renewed.value !== null);
  const difference = trust.difference;
  const title = difference
    ? difference.low > 0
      ? t("renewal.more", {
          points: format.decimal(difference.value * 100, 0),
          low: format.decimal(difference.low * 100, 0),
          high: format.decimal(difference.high * 100, 0),
        })
      : t("renewal.unclear", {
          low: format.signed(difference.low * 100, 0),
          high: format.signed(difference.high * 100, 0),
        })
    : t("renewal.title");
  const height = groups.length * ROW + 24;
  if (known.length === 0) {
    return (
      <>
        <h2>{t("renewal.title")}</h2>
        <p className="soft">{t("renewal.none")}</p>
      </>
    );
  }
  return (
    <ChartFrame
      title={title}
      caption={t("renewal.caption")}
      source={t("renewal.source")}
      height={height}
      note={t("renewal.note")}
      twin={{
        columns: [
          { key: "group", label: t("renewal.group") },
          { key: "renewed", label: t("renewal.renewed"), numeric: true },
          { key: "interval", label: t("renewal.interval") },
          { key: "n", label: "n", numeric: true },
        ],
        rows: groups.map(({ from, to, unknown, renewed }) => ({
          group: unknown ? t("legs.unknown") : `${format.decimal(from, 0)}–${format.decimal(to, 0)}`,
          renewed:
            renewed.value === null
              ? null
              : { text: format.percent(renewed.value), value: Number(renewed.value.toFixed(4)) },
          interval:
            renewed.low != null && renewed.high != null
              ? `${format.percent(renewed.low)} – ${format.percent(renewed.high)}`
              : null,
          n: { text: format.count(renewed.n), value: renewed.n },
        })),
      }}
    >
      {(width) => {
        const x = scaleLinear([0, 1], [LEFT, Math.max(LEFT + 80, width - RIGHT)]);
        return (
          <Drawing width={width} height={height}>
            {[0, 0.5, 1].map((tick) => (
              <g key={tick}>
                <path d={`M${x(tick)} 0V${height - 20}`} stroke="var(--rule)" />
                <text x={x(tick)} y={height - 6} textAnchor="middle" className={styles.tick}>
                  {format.percent(tick)}
                </text>
              </g>
            ))}
            {groups.map(({ from, to, unknown, renewed }, at) => {
              const y = at * ROW + 18;
              return (
                <g key={unknown ? "unknown" : from}>
                  <text x={0} y={y + 4}>
                    {unknown
                      ? t("renewal.unknown")
                      : t("renewal.trust", { from: format.decimal(from, 0), to: format.decimal(to, 0) })}
                  </text>
                  {renewed.value === null ? (
                    <text x={x(0) + 8} y={y + 4}>
                      {t("renewal.few")}
                    </text>
                  ) : (
                    <>
                      <path
                        d={`M${x(renewed.low ?? renewed.value)} ${y}H${x(renewed.high ?? renewed.value)}`}
                        stroke="var(--soft)"
                        strokeWidth={4}
                        opacity={0.4}
                      />
                      <circle cx={x(renewed.value)} cy={y} r={5} fill="var(--soft)" />
                      <text x={x(1) + 12} y={y + 4} className={styles.number}>
                        {format.percent(renewed.value)}
                        <tspan dx={6} className={styles.tick}>
                          {format.sample(renewed.n)}
                        </tspan>
                      </text>
                    </>
                  )}
                </g>
              );
            })}
          </Drawing>
        );
      }}
    </ChartFrame>
  );
}
