import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { measured } from "../../../ui/charts/estimate";
import { useFigures } from "../../../ui/charts/useFigures";
import { IndicativeTag } from "../../../ui/Figure";
import { ChangeRange, ChangeText } from "../parts/ChangeText";
import { EditTouchpoint } from "../parts/EditTouchpoint";
import { usePeriodName } from "../parts/usePeriodName";
import { type TouchpointInsight, useTouchpoint } from "../queries";
import { standingWords } from "../scales";
import { existenceWord, kindWord } from "../words";
import type { TouchpointFrame } from "./frame";
import styles from "./touchpoint.module.css";

/** The facts in a strip: what it is, what is felt, what changed, how many were asked. */
export function Facts({ insight, frame }: { insight: TouchpointInsight; frame: TouchpointFrame }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { touchpoint, estimate, csat, change } = insight;
  const against = usePeriodName().against(insight.period, insight.against);
  const point = measured(estimate);
  const sat = measured(csat);
  const top = figures.tick(frame.scale.reversed ? frame.scale.low : frame.scale.high, "score");
  const cut = standingWords(frame.scale);
  const what = [kindWord(t, touchpoint.kind), touchpoint.channel?.label].filter(Boolean).join(" · ");
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t("touchpoint.state")}</dt>
        <dd>
          {existenceWord(t, touchpoint.existence)}
          <small>{what}</small>
        </dd>
      </div>
      <Owner touchpoint={touchpoint} />
      <div>
        <dt>{insight.question ? t("touchpoint.felt", { top }) : t("touchpoint.feltNone")}</dt>
        <dd>
          {point ? (
            <>
              {figures.value(point.value, "score")}{" "}
              <em>
                {figures.spread(point.value, point.low, point.high, "score")}{" "}
                {t("common.n", { n: figures.count(point.n) })}
              </em>
              {estimate?.badge === "indicative" && (
                <>
                  {" "}
                  <IndicativeTag />
                </>
              )}
            </>
          ) : (
            <span className="soft">
              {estimate?.hidden ? t("common.hidden") : estimate?.n ? t("common.few") : t("common.noScore")}
            </span>
          )}
          <small>
            {insight.question
              ? t("touchpoint.question", { label: insight.question.label })
              : t("touchpoint.noQuestion")}
          </small>
        </dd>
      </div>
      <div>
        <dt>{against ? t("touchpoint.changed", { against }) : t("common.sinceNone")}</dt>
        <dd>
          {change ? (
            <>
              <ChangeText change={change} unit="score" />
              <small>
                <ChangeRange change={change} unit="score" />
              </small>
            </>
          ) : (
            <span className="soft">{t("common.noCompare")}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("touchpoint.csat")}</dt>
        <dd>
          {sat ? (
            <>
              {figures.value(sat.value, "share")}
              <small>
                {t("touchpoint.csatAside", {
                  spread: figures.spread(sat.value, sat.low, sat.high, "share"),
                  answers: frame.scale.high - frame.scale.low === 10 ? cut.loyal : `${cut.ok}, ${cut.loyal}`,
                })}
              </small>
            </>
          ) : (
            <span className="soft">–</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("touchpoint.asked")}</dt>
        <dd>
          {insight.respondents > 0 ? figures.value((estimate?.n ?? 0) / insight.respondents, "share") : "–"}
          <small>{t("touchpoint.askedAside", { n: figures.count(insight.respondents) })}</small>
        </dd>
      </div>
    </dl>
  );
}

/** Who answers for it; whoever may change the design chooses here. */
function Owner({ touchpoint }: { touchpoint: TouchpointInsight["touchpoint"] }) {
  const { t } = useTranslation("insight");
  const mayEdit = useMay("edit_design");
  const [open, setOpen] = useState(false);
  const owner = useTouchpoint(touchpoint.id).data?.owner;
  return (
    <div>
      <dt>{t("cockpit.owner")}</dt>
      <dd>
        {owner?.name ?? <span className="soft">{t("cockpit.noOwner")}</span>}
        {mayEdit && (
          <small className={styles.edit}>
            <Button look="quiet" size="s" onPress={() => setOpen(true)}>
              {t("edit.open")}
            </Button>
          </small>
        )}
        <EditTouchpoint touchpoint={touchpoint} open={open} onClose={() => setOpen(false)} />
      </dd>
    </div>
  );
}
