import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../ui/Panel";
import { SkeletonRows } from "../../../ui/Skeleton";
import { Table } from "../../../ui/Table";
import { Legs } from "./Legs";
import { type FirmTrust, firmTrustQuery, type Leg, type Pulse, pulseQuery } from "./queries";
import { Renewal } from "./Renewal";
import styles from "./trust.module.css";

/** The trust that we have earned, over all clients; what clients say of it; and whether it goes with staying. */
export default function TrustPage() {
  const { t, i18n } = useTranslation("loyalty/trust");
  const mayRead = useMay("read_clients");
  const firm = useQuery(firmTrustQuery);
  const pulse = useQuery(pulseQuery(i18n.language));
  const data = firm.data;
  const finding = useFinding(data);
  if (firm.error) return <ErrorState error={firm.error} level={1} onRetry={() => firm.refetch()} />;
  return (
    <>
      <PageHeader
        title={finding}
        name={t("page.name")}
        aside={
          mayRead &&
          data !== undefined &&
          data.known > 0 && (
            <AnchorButton href="/v1/export/trust.csv" download="trust.csv">
              {t("page.csv")}
            </AnchorButton>
          )
        }
      >
        {t("page.lead")}
      </PageHeader>
      {!data ? (
        <SkeletonRows rows={5} height={40} />
      ) : data.known === 0 ? (
        <div className={styles.empty}>
          <EmptyState
            title={t("page.emptyTitle")}
            action={
              <LinkButton to="/promises" look="go">
                {t("page.toPromises")}
              </LinkButton>
            }
            boxed
          >
            <p>{t("page.empty")}</p>
          </EmptyState>
        </div>
      ) : (
        <div className={styles.page}>
          <Panel>
            <PanelPart title={t("page.legs")} aside={t("page.clients", { known: data.known, clients: data.clients })}>
              <Legs
                legs={data.legs}
                weakest={weakestOf(data)}
                under={(leg) => t("page.weakestOf", { count: data.legs.find((it) => it.leg === leg)?.weakest_of ?? 0 })}
              />
            </PanelPart>
          </Panel>
          <Panel>
            <PanelPart>
              <Renewal trust={data} />
            </PanelPart>
          </Panel>
        </div>
      )}
      {pulse.data && (
        <Panel>
          <PanelPart title={t("pulse.page")} aside={t("pulse.answers", { count: pulse.data.answers })}>
            <p className={styles.what}>{t("pulse.pageWhat")}</p>
            {pulse.data.answers === 0 ? <p>{t("pulse.none")}</p> : <PulseTable pulse={pulse.data} />}
          </PanelPart>
        </Panel>
      )}
    </>
  );
}

function weakestOf({ legs }: FirmTrust): Leg | null {
  const known = legs.filter((it) => it.value !== null);
  if (known.length < 3) return null;
  return known.reduce((a, b) => ((b.value ?? 0) < (a.value ?? 0) ? b : a)).leg;
}

function useFinding(data: FirmTrust | undefined): string {
  const { t } = useTranslation("loyalty/trust");
  if (!data) return t("page.name");
  const weakest = weakestOf(data);
  if (!weakest) return t("page.titleUnknown");
  return t("page.title", { leg: t(`legLow.${weakest}`) });
}

function PulseTable({ pulse }: { pulse: Pulse }) {
  const { t } = useTranslation("loyalty/trust");
  const format = useFormat();
  const range = (low?: number | null, high?: number | null, digits = 0) =>
    low != null && high != null ? `${format.decimal(low, digits)}–${format.decimal(high, digits)}` : "";
  return (
    <Table
      caption={t("pulse.page")}
      rows={pulse.legs}
      rowId={(it) => it.leg}
      columns={[
        {
          id: "leg",
          accessorFn: (it) => t(`leg.${it.leg}`),
          header: t("signals.leg"),
          enableSorting: false,
          meta: { phone: "title" },
        },
        {
          id: "score",
          accessorFn: (it) => it.value,
          header: t("pulse.score"),
          cell: ({ row: { original: it } }) =>
            it.hidden ? (
              t("pulse.hidden")
            ) : it.value === null ? (
              t("legs.unknown")
            ) : (
              <span className="num">
                <b>{format.decimal(it.value, 0)}</b>{" "}
                <small className="faint">
                  {range(it.low, it.high)} {format.sample(it.n)}
                </small>
              </span>
            ),
          meta: { align: "end" },
        },
        {
          id: "alpha",
          accessorFn: (it) => it.alpha.value,
          header: t("pulse.alpha"),
          cell: ({ row: { original: it } }) =>
            it.alpha.value === null ? (
              t("pulse.few")
            ) : (
              <span className="num">
                {format.decimal(it.alpha.value, 2)}{" "}
                <small className="faint">{range(it.alpha.low, it.alpha.high, 2)}</small>
              </span>
            ),
          meta: { align: "end" },
        },
        {
          id: "omega",
          accessorFn: (it) => it.omega,
          header: t("pulse.omega"),
          cell: ({ row: { original: it } }) =>
            it.omega === null ? t("pulse.few") : <span className="num">{format.decimal(it.omega, 2)}</span>,
          meta: { align: "end" },
        },
      ]}
    />
  );
}
