import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { ErrorState } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { Time } from "../../../../ui/Time";
import { useAttributes, useClient, useLastUses } from "../../queries";
import { type Known, knownOf } from "./known";
import styles from "./known.module.css";
import { UseDialog } from "./UseDialog";
import { ValueDialog } from "./ValueDialog";

/** What we know of the client, and what the client has of it: knowledge nobody uses for them is only a burden. */
export function AttributesSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("clients");
  const client = useClient(clientId);
  const definitions = useAttributes();
  const uses = useLastUses(clientId, definitions.data ?? []);
  const failed = [client, definitions].find((one) => one.isError);
  if (failed) return <ErrorState error={failed.error} level={3} onRetry={() => void failed.refetch()} />;
  if (!client.data || !definitions.data) return <SkeletonRows rows={4} height={36} />;
  const { reasoned, unreasoned } = knownOf(client.data, definitions.data);
  if (reasoned.length + unreasoned.length === 0)
    return (
      <EmptyState title={t("known.emptyTitle")} level={3}>
        <p>
          {t("known.empty")} <Link to="/clients/attributes">{t("known.define")}</Link>
        </p>
      </EmptyState>
    );
  return (
    <>
      {reasoned.length > 0 && (
        <ul className={styles.known}>
          {reasoned.map((one) => (
            <Item key={one.key} clientId={clientId} known={one} use={uses[one.key] ?? null} />
          ))}
        </ul>
      )}
      {unreasoned.length > 0 && (
        <div className={styles.unreasoned}>
          <p>
            {t("known.noBenefit", { count: unreasoned.length })}{" "}
            <Link to="/clients/attributes">{t("known.sayBenefit")}</Link>
          </p>
          <dl>
            {unreasoned.map(({ key, label, value }) => (
              <div key={key}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}

type Use = { at: string | null; how: string | null; sure: boolean };

function Item({ clientId, known, use }: { clientId: string; known: Known; use: Use | null }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const mayEdit = useMay("edit_clients");
  const mayRecord = useMay("record_signals");
  const [asked, setAsked] = useState<"value" | "use" | null>(null);
  const { definition, value } = known;
  const said =
    value === null
      ? null
      : definition.kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? format.day(`${value}T12:00:00Z`, "UTC")
        : definition.kind === "yes_no"
          ? t(value === "yes" || value === "true" ? "known.yes" : "known.no")
          : value;
  return (
    <li>
      <div className={styles.fact}>
        <span>{known.label}</span>
        <b data-none={said === null || undefined}>{said ?? t("known.notKnown")}</b>
      </div>
      <p className={styles.benefit}>{definition.benefit_to_client}</p>
      {value !== null && (
        <p className={styles.used}>
          {use?.at ? (
            <>
              {t("known.used")} <Time at={use.at} as="day" />: {use.how}
            </>
          ) : (
            t(use === null || use.sure ? "known.neverUsed" : "known.notLately")
          )}
        </p>
      )}
      <div className={styles.acts}>
        {mayEdit && (
          <Button
            look="quiet"
            size="s"
            aria-label={t(value === null ? "known.addOf" : "known.changeOf", { label: known.label })}
            onPress={() => setAsked("value")}
          >
            {t(value === null ? "known.add" : "known.change")}
          </Button>
        )}
        {mayRecord && value !== null && (
          <Button
            look="quiet"
            size="s"
            aria-label={t("known.useOf", { label: known.label })}
            onPress={() => setAsked("use")}
          >
            {t("known.use")}
          </Button>
        )}
      </div>
      {asked === "value" && (
        <ValueDialog clientId={clientId} definition={definition} value={value} onClose={() => setAsked(null)} />
      )}
      {asked === "use" && <UseDialog clientId={clientId} known={known} onClose={() => setAsked(null)} />}
    </li>
  );
}
