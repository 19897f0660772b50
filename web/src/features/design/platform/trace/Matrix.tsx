import { Fragment } from "react";
import { Button as AriaButton, Tooltip, TooltipTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { useTellDone, useTellRefusal } from "../parts/useTell";
import { type Traceability, useSetExpressions } from "../queries";
import { type Group, linkOf, type TracedLink, type TracedTouchpoint, toggled } from "./rows";
import styles from "./trace.module.css";

type MatrixProps = { trace: Traceability; groups: readonly Group[]; mayEdit: boolean };

/** Touchpoints × parts: a filled mark is expressed, an outlined one would be once the touchpoint is live. */
export function Matrix({ trace, groups, mayEdit }: MatrixProps) {
  const { t } = useTranslation("design/platform");
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer */}
      <section className={styles.scroll} aria-label={t("trace.matrix")} tabIndex={0}>
        <table className={styles.matrix}>
          <caption className="sr">{t("trace.matrix")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("trace.touchpoint")}</th>
              {trace.parts.map((part) => (
                <th key={part.key} scope="col" data-empty={part.reach === "nowhere" || undefined}>
                  <span>{part.words}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Fragment key={group.key}>
                <tr className={styles.stage}>
                  <th scope="colgroup" colSpan={trace.parts.length + 1}>
                    {group.label ?? t("trace.noStage")}
                  </th>
                </tr>
                {group.touchpoints.map((touchpoint) => (
                  <tr key={touchpoint.id}>
                    <th scope="row">
                      {touchpoint.label}
                      {touchpoint.existence !== "live" && (
                        <small>{t(`trace.state.${touchpoint.existence as "planned"}`)}</small>
                      )}
                    </th>
                    {trace.parts.map((part) => (
                      <td key={part.key} data-empty={part.reach === "nowhere" || undefined}>
                        <TraceCell trace={trace} part={part} touchpoint={touchpoint} mayEdit={mayEdit} />
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.legend}>
        <Mark link live /> {t("trace.legendLive")} <Mark link /> {t("trace.legendPlanned")}
      </p>
    </>
  );
}

type TraceCellProps = {
  trace: Traceability;
  part: Traceability["parts"][number];
  touchpoint: TracedTouchpoint;
  mayEdit: boolean;
};

function TraceCell({ trace, part, touchpoint, mayEdit }: TraceCellProps) {
  const { t } = useTranslation("design/platform");
  const set = useSetExpressions();
  const refused = useTellRefusal();
  const done = useTellDone();
  const why = useWhy();
  const link = linkOf(trace, part.key, touchpoint.id);
  const mark = <Mark link={link !== undefined} live={touchpoint.existence === "live"} />;
  const said = link ? why(link) : t("trace.not");
  if (!mayEdit) {
    return (
      <span className={styles.cell}>
        {mark}
        <span className="sr">{said}</span>
      </span>
    );
  }
  const press = () => {
    const before = trace.links.filter((one) => one.touchpoint === touchpoint.id && one.own).map((one) => one.part);
    const parts = toggled(trace, part.key, touchpoint.id);
    set.mutate(
      { touchpoint: touchpoint.id, parts },
      {
        onError: refused,
        onSuccess: () =>
          done(
            t(parts.includes(part.key) ? "trace.said" : "trace.unsaid", {
              touchpoint: touchpoint.label,
              part: part.words,
            }),
            () => set.mutateAsync({ touchpoint: touchpoint.id, parts: before }),
          ),
      },
    );
  };
  return (
    <TooltipTrigger delay={300}>
      <AriaButton
        className={styles.cell}
        onPress={press}
        isPending={set.isPending}
        aria-label={`${touchpoint.label}, ${part.words}: ${said}`}
        aria-pressed={link?.own ?? false}
      >
        {mark}
      </AriaButton>
      <Tooltip className={styles.tip}>{said}</Tooltip>
    </TooltipTrigger>
  );
}

/** By what a touchpoint expresses a part, in words. */
function useWhy(): (link: TracedLink) => string {
  const { t } = useTranslation("design/platform");
  const format = useFormat();
  return (link) =>
    t("trace.by", {
      what: format.list([
        ...(link.own ? [t("trace.byOwn")] : []),
        ...(link.plan ? [t("trace.byPlan")] : []),
        ...link.elements,
      ]),
    });
}

function Mark({ link, live }: { link?: boolean; live?: boolean }) {
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
      className={styles.mark}
      data-link={link || undefined}
    >
      {link ? (
        <rect
          x="1.5"
          y="1.5"
          width="11"
          height="11"
          rx="2"
          fill={live ? "var(--accent)" : "none"}
          stroke="var(--accent)"
          strokeWidth="1.5"
          strokeDasharray={live ? undefined : "2.5 2"}
        />
      ) : (
        <circle cx="7" cy="7" r="1.2" fill="var(--edge)" />
      )}
    </svg>
  );
}
