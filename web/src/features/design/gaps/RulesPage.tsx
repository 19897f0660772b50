import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../ui/Panel";
import { SkeletonRows } from "../../../ui/Skeleton";
import { toast } from "../../../ui/toasts";
import { EventKindDialog } from "./EventKindDialog";
import styles from "./gaps.module.css";
import {
  type EventKind,
  type Tier,
  useDeleteTier,
  useEventKinds,
  useSaveTier,
  useTiers,
  useTouchpointNames,
} from "./queries";
import { TierDialog } from "./TierDialog";

/** What should follow what happens to clients, and how long nobody stays without a word. */
export default function RulesPage() {
  const { t } = useTranslation("design/gaps");
  return (
    <>
      <PageHeader
        title={t("rules.title")}
        above={
          <Link to="/gaps" className={styles.back}>
            {t("finding.back")}
          </Link>
        }
      >
        {t("rules.lead")}
      </PageHeader>
      <div className={styles.columns}>
        <Panel>
          <Kinds />
        </Panel>
        <Panel>
          <Tiers />
        </Panel>
      </div>
    </>
  );
}

function Kinds() {
  const { t } = useTranslation("design/gaps");
  const mayEdit = useMay("edit_design");
  const kinds = useEventKinds();
  const touchpoints = useTouchpointNames();
  const [edited, setEdited] = useState<EventKind | "new" | null>(null);
  const label = (key: string) => touchpoints.data?.find((it) => it.key === key)?.label ?? key;
  const add = mayEdit && (
    <Button size="s" onPress={() => setEdited("new")}>
      {t("rules.addKind")}
    </Button>
  );
  return (
    <PanelPart title={t("rules.kinds")} aside={add || undefined}>
      {kinds.error ? (
        <ErrorState error={kinds.error} onRetry={() => kinds.refetch()} level={3} />
      ) : !kinds.data ? (
        <SkeletonRows rows={5} />
      ) : kinds.data.length === 0 ? (
        <EmptyState title={t("rules.noKindsTitle")} level={3}>
          <p>{t("rules.noKinds")}</p>
        </EmptyState>
      ) : (
        <ul className={styles.rules}>
          {kinds.data.map((kind) => (
            <li key={kind.key}>
              <div>
                <b>{kind.label}</b>
                <p className={styles.soft}>
                  {kind.answer
                    ? kind.answer.touchpoints.length > 0
                      ? t("rules.answeredBy", {
                          touchpoints: kind.answer.touchpoints.map(label).join(", "),
                          count: kind.answer.within_days,
                        })
                      : t("rules.answeredByAny", { count: kind.answer.within_days })
                    : t("rules.noAnswer")}
                </p>
              </div>
              {mayEdit && (
                <Button
                  look="quiet"
                  size="s"
                  aria-label={t("rules.changeOf", { label: kind.label })}
                  onPress={() => setEdited(kind)}
                >
                  {t("rules.change")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <EventKindDialog kind={edited} onClose={() => setEdited(null)} />
    </PanelPart>
  );
}

function Tiers() {
  const { t } = useTranslation("design/gaps");
  const mayEdit = useMay("edit_clients");
  const tiers = useTiers();
  const remove = useDeleteTier();
  const save = useSaveTier();
  const [edited, setEdited] = useState<Tier | "new" | null>(null);
  const add = mayEdit && (
    <Button size="s" onPress={() => setEdited("new")}>
      {t("rules.addTier")}
    </Button>
  );
  const removeTier = (tier: Tier) =>
    remove.mutate(tier.id, {
      onSuccess: () => {
        const { id: _, key: __, ...draft } = tier;
        toast(t("rules.tierRemoved", { label: tier.label }), {
          action: { label: t("undo"), run: () => save.mutate(draft) },
        });
      },
    });
  return (
    <PanelPart title={t("rules.tiers")} aside={add || undefined}>
      {tiers.error ? (
        <ErrorState error={tiers.error} onRetry={() => tiers.refetch()} level={3} />
      ) : !tiers.data ? (
        <SkeletonRows rows={3} />
      ) : tiers.data.length === 0 ? (
        <EmptyState title={t("rules.noTiersTitle")} level={3}>
          <p>{t("rules.noTiers")}</p>
        </EmptyState>
      ) : (
        <ul className={styles.rules}>
          {tiers.data.map((tier) => (
            <li key={tier.id}>
              <div>
                <b>{tier.label}</b>
                <p className={styles.soft}>
                  {tier.max_silence_days === null
                    ? t("rules.noSilence")
                    : t("rules.silence", { count: tier.max_silence_days })}{" "}
                  {t("rules.who", { attribute: tier.attribute, value: tier.value })}
                </p>
              </div>
              {mayEdit && (
                <div className={styles.acts}>
                  <Button
                    look="quiet"
                    size="s"
                    aria-label={t("rules.changeOf", { label: tier.label })}
                    onPress={() => setEdited(tier)}
                  >
                    {t("rules.change")}
                  </Button>
                  <Button
                    look="quiet"
                    size="s"
                    aria-label={t("rules.removeOf", { label: tier.label })}
                    onPress={() => removeTier(tier)}
                  >
                    {t("rules.remove")}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <TierDialog tier={edited} onClose={() => setEdited(null)} />
    </PanelPart>
  );
}
