import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/me";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorLine, ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { Panel, PanelPart } from "../../ui/Panel";
import { SkeletonRows } from "../../ui/Skeleton";
import { toast } from "../../ui/toasts";
import { type CareRule, useCareRules, useDeleteCareRule, useRestoreCareRule } from "./queries";
import { RuleDialog } from "./RuleDialog";
import styles from "./today.module.css";

/** When clients are to be touched. */
export default function RulesPage() {
  const { t } = useTranslation("prompts");
  const mayEdit = useMay("edit_design");
  const rules = useCareRules();
  const remove = useDeleteCareRule();
  const restore = useRestoreCareRule();
  const [edited, setEdited] = useState<CareRule | "new" | null>(null);
  const removeRule = (rule: CareRule) =>
    remove.mutate(rule.id, {
      onSuccess: () => {
        toast(t("rules.removed", { name: rule.name }), {
          action: { label: t("undo"), run: () => restore.mutate(rule.id) },
        });
      },
    });
  const add = mayEdit && (
    <Button look="go" onPress={() => setEdited("new")}>
      {t("rules.add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("rules.title")} above={<Link to="/today">{t("rules.back")}</Link>} aside={add || undefined}>
        {t("rules.lead")}
      </PageHeader>
      <ErrorLine error={remove.error ?? restore.error} />
      {rules.error ? (
        <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
      ) : !rules.data ? (
        <SkeletonRows rows={5} height={56} />
      ) : rules.data.length === 0 ? (
        <EmptyState title={t("rules.emptyTitle")} boxed>
          <p>{t("rules.empty")}</p>
        </EmptyState>
      ) : (
        <Panel>
          <PanelPart>
            <ul className={styles.rules}>
              {rules.data.map((rule) => (
                <li key={rule.id} data-off={rule.active ? undefined : ""}>
                  <div>
                    <b>{rule.name}</b>
                    <p className={styles.soft}>
                      <RuleSays rule={rule} />
                    </p>
                  </div>
                  {mayEdit && (
                    <div className={styles.rowActs}>
                      <Button
                        look="quiet"
                        size="s"
                        aria-label={t("rules.changeOf", { name: rule.name })}
                        onPress={() => setEdited(rule)}
                      >
                        {t("rules.change")}
                      </Button>
                      <Button
                        look="quiet"
                        size="s"
                        aria-label={t("rules.removeOf", { name: rule.name })}
                        onPress={() => removeRule(rule)}
                      >
                        {t("rules.remove")}
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </PanelPart>
        </Panel>
      )}
      <RuleDialog rule={edited} onClose={() => setEdited(null)} />
    </>
  );
}

/** "Every 30 days, clients of Gold, at Review call, late after 7 more days". */
function RuleSays({ rule }: { rule: CareRule }) {
  const { t } = useTranslation("prompts");
  const attribute = rule.attribute ?? "";
  const when =
    rule.kind === "rhythm"
      ? t("rules.says.rhythm", { count: rule.every_days ?? 0 })
      : rule.kind === "birthday"
        ? t("rules.says.birthday")
        : t(`rules.says.${rule.kind === "renewal" ? "renewal" : "anniversary"}`, { attribute });
  const parts = [
    when,
    rule.days_before > 0 ? t("rules.says.before", { count: rule.days_before }) : null,
    rule.tier ? (rule.tier.label ? t("rules.says.tier", { tier: rule.tier.label }) : null) : t("rules.says.all"),
    rule.except ? t("rules.says.except", rule.except) : null,
    rule.touchpoint ? t("rules.says.place", { place: rule.touchpoint.label }) : null,
    rule.counts === "same_touchpoint" ? t("rules.says.same") : null,
    rule.grace_days > 0 ? t("rules.says.grace", { count: rule.grace_days }) : null,
    rule.active ? null : t("rules.off"),
  ].filter((part) => part !== null);
  return (
    <>
      {parts.join(", ")}
      {rule.tier && rule.tier.label === null && <span className="short"> {t("rules.tierGone")}</span>}
    </>
  );
}
