import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Select } from "../../../ui/Select";
import { emptyPlan, newItemId, type PlanDocument } from "./document";
import styles from "./empty.module.css";
import { anchorOf, goToPartSoon } from "./parts/editor";
import { type TemplateTouchpoint, type TouchpointPlan, useCopyPlan, usePlans, useTemplateOf } from "./queries";
import type { DraftOnScreen } from "./useDraft";

type Props = { plan: TouchpointPlan; mayEdit: boolean; on: DraftOnScreen; onBegin: () => void };

/** No plan yet: what one is for, and three ways to begin. */
export function EmptyPlan({ plan, mayEdit, on, onBegin }: Props) {
  const { t } = useTranslation("design/plans");
  const { touchpoint } = plan;
  const plans = usePlans();
  const template = useTemplateOf(touchpoint).data ?? null;
  const [from, setFrom] = useState<string | null>(null);
  const copy = useCopyPlan();
  const others = (plans.data ?? []).filter((one) => one.live && one.touchpoint.id !== touchpoint.id);
  const begin = (document: PlanDocument | null) => {
    onBegin();
    if (document) on.edit(document, "begin");
    goToPartSoon(anchorOf("purpose"));
  };
  return (
    <div className={styles.empty}>
      <div className={styles.why}>
        <p>{t("begin.why", { label: touchpoint.label })}</p>
        <ol>
          {(["standards", "feeling", "failures"] as const).map((part) => (
            <li key={part}>{t(`begin.${part}`)}</li>
          ))}
        </ol>
      </div>
      {mayEdit ? (
        <ul className={styles.ways}>
          {template && (
            <li>
              <h2>{t("begin.template")}</h2>
              <p className={styles.purpose}>{template.purpose}</p>
              <Button look="go" onPress={() => begin(fromTemplate(template, touchpoint.channel?.key ?? null))}>
                {t("begin.templateDo")}
              </Button>
            </li>
          )}
          <li>
            <h2>{t("begin.empty")}</h2>
            <p>{t("begin.emptyWhy")}</p>
            <Button
              look={template ? "plain" : "go"}
              onPress={() => begin(touchpoint.channel ? { ...emptyPlan, channel: touchpoint.channel.key } : null)}
            >
              {t("begin.emptyDo")}
            </Button>
          </li>
          {others.length > 0 && (
            <li>
              <h2>{t("begin.copy")}</h2>
              <p>{t("begin.copyWhy")}</p>
              <Select
                label={t("begin.copyOf")}
                labelHidden
                placeholder={t("begin.copyOf")}
                options={others.map((one) => ({ key: one.touchpoint.id, label: one.touchpoint.label }))}
                value={from}
                onChange={setFrom}
              />
              <Button
                pending={copy.isPending}
                isDisabled={from === null}
                onPress={() => {
                  if (from) copy.mutate(from, { onSuccess: (document) => document && begin(fresh(document)) });
                }}
              >
                {t("begin.copyDo")}
              </Button>
              <ErrorLine error={copy.error} />
            </li>
          )}
        </ul>
      ) : (
        <p className="soft">{t("begin.mayNot")}</p>
      )}
    </div>
  );
}

/** A draft with all that a template knows: what it is for, what sets it off and by when. */
export function fromTemplate(template: TemplateTouchpoint, channel: string | null): PlanDocument {
  const { purpose, after_event: event, within_days: days } = template;
  return {
    ...emptyPlan,
    purpose,
    channel,
    trigger: event ? { kind: "event", event: event.key, words: event.label } : null,
    window: event && days !== null ? { from_days: 0, to_days: days } : null,
  };
}

/** A copy whose items are their own: deliveries of the two plans are never counted together. */
function fresh(document: PlanDocument): PlanDocument {
  const renamed = <T extends { id: string }>(list: readonly T[]) => list.map((each) => ({ ...each, id: newItemId() }));
  return {
    ...document,
    review_by: null,
    standards: renamed(document.standards),
    failures: renamed(document.failures),
    plus_ones: renamed(document.plus_ones),
  };
}
