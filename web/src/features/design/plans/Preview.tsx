import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Segmented } from "../../../ui/Tabs";
import { useEditor } from "./parts/editor";
import { Tag } from "./parts/Row";
import styles from "./plan.module.css";
import { countMarks, MOMENTS, type Moment, markNew, type SeenLine, seenBy } from "./preview";
import { useSay } from "./say";

/** The plan as the client meets it. What the draft changes is marked. */
export function Preview({ client, version }: { client: string | null; version: number | null }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  const { touchpoint, document, live } = useEditor();
  const say = useSay();
  const [moment, setMoment] = useState<Moment>("before");
  const around = {
    organization: organization.name,
    client,
    touchpoint: touchpoint.label,
    owner: touchpoint.owner?.name ?? null,
  };
  const now = seenBy(t, say, document, around);
  const before = live ? seenBy(t, say, live, around) : null;
  const marked = (each: Moment) => markNew(now[each], before?.[each] ?? null);
  const lines = marked(moment);
  const label = (each: Moment) => {
    const count = countMarks(marked(each));
    return count > 0 ? t("seen.tab", { moment: t(`seen.${each}`), n: format.count(count) }) : t(`seen.${each}`);
  };
  return (
    <section aria-labelledby="plan-seen">
      <div className={styles.rightHead}>
        <h2 id="plan-seen">{t("seen.title")}</h2>
        <Segmented
          label={t("seen.moment")}
          items={MOMENTS.map((key) => ({ key, label: label(key) }))}
          selected={moment}
          onSelect={setMoment}
        />
      </div>
      <article className={styles.letter}>
        <p className={styles.from}>
          {client
            ? t("seen.from", { organization: organization.name, client })
            : t("seen.fromAnybody", { organization: organization.name })}
        </p>
        {lines.length <= 1 && <p className={styles.nothing}>{t(`seen.nothing.${moment}`)}</p>}
        <Lines lines={lines} version={version} />
      </article>
    </section>
  );
}

function Lines({ lines, version }: { lines: readonly SeenLine[]; version: number | null }) {
  const { t } = useTranslation("design/plans");
  const tag = (line: SeenLine) =>
    line.mark && (
      <Tag>
        {version === null
          ? t(line.mark === "new" ? "mark.new" : "mark.changed")
          : t(line.mark === "new" ? "mark.newIn" : "mark.changedIn", { version })}
      </Tag>
    );
  const buttons = lines.filter(({ look }) => look === "button");
  return lines.map((line) => {
    if (line.look === "button" && line !== buttons[0]) return null;
    return (
      <div key={line.key} className={styles.seen} data-look={line.look} data-marked={line.mark}>
        {line.label && <h4>{line.label}</h4>}
        {line.look === "title" && <h3>{line.words}</h3>}
        {line.look === "line" && (
          <p>
            {line.words} {tag(line)}
          </p>
        )}
        {line.look === "item" && (
          <p>
            <span aria-hidden="true">•</span>
            <span>
              {line.words} {tag(line)}
            </span>
          </p>
        )}
        {line === buttons[0] && (
          <p className={styles.answers}>
            {buttons.map((each) => (
              <span key={each.key}>{each.words}</span>
            ))}
          </p>
        )}
      </div>
    );
  });
}
