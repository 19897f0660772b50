import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { Button, LinkButton } from "../../../../ui/Button";
import { Checkbox, RadioGroup } from "../../../../ui/Checkbox";
import { ErrorState } from "../../../../ui/ErrorState";
import { PageHeader } from "../../../../ui/PageHeader";
import { Skeleton, SkeletonRows } from "../../../../ui/Skeleton";
import card from "../grid/card.module.css";
import { Diamond } from "../marks";
import { useTemplate, useTemplates, write } from "../queries";
import type { Existence, Template } from "../types";
import { useEdits } from "../useEdits";
import { useView } from "../useView";
import { kindWord } from "../words";
import styles from "./templates.module.css";

interface Props {
  /** The first day: this is all there is to do yet. */
  readonly first: boolean;
}

/** What firms of an industry usually have: choose one, look through it, take what fits. */
export function TemplatesView({ first }: Props) {
  const { t, i18n } = useTranslation("design/inventory");
  const [view, setView] = useView();
  const mayEdit = useMay("edit_design");
  const templates = useTemplates(i18n.language);
  const back = first ? undefined : (
    <button type="button" className={styles.back} onClick={() => setView({ open: undefined, at: undefined })}>
      ← {t("templates.back")}
    </button>
  );
  if (view.open === "templates" && view.at && mayEdit) {
    return <Preview key={view.at} of={view.at} first={first} />;
  }
  return (
    <>
      <PageHeader
        title={t(first ? "templates.firstTitle" : "templates.title")}
        name={t("page.name")}
        {...(back ? { above: back } : {})}
      >
        {t(mayEdit ? (first ? "templates.firstLede" : "templates.lede") : "templates.readLede")}
      </PageHeader>
      {templates.isError ? (
        <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
      ) : (
        <ul className={styles.tiles} aria-busy={templates.isPending}>
          {templates.isPending
            ? Array.from({ length: 8 }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: tiles of a skeleton have no other name
                <li key={at} className={styles.tile}>
                  <Skeleton width="60%" height={24} />
                  <Skeleton height={40} />
                </li>
              ))
            : templates.data.map((one) => (
                <li key={one.key} className={styles.tile}>
                  <h2>{one.label}</h2>
                  <p>{one.description}</p>
                  <p className={styles.size}>
                    {t("templates.size", { count: one.touchpoints, stages: one.stages })}
                    {one.applied && ` · ${t("templates.applied")}`}
                  </p>
                  {mayEdit && (
                    <Button
                      aria-label={t("templates.lookNamed", { label: one.label })}
                      onPress={() => setView({ open: "templates", at: one.key }, true)}
                    >
                      {t("templates.look")}
                    </Button>
                  )}
                </li>
              ))}
        </ul>
      )}
      {first && mayEdit && (
        <section className={styles.other}>
          <h2>{t("templates.other")}</h2>
          <ul>
            <li>
              <div>
                <h3>{t("templates.file")}</h3>
                <p>{t("templates.fileWhy")}</p>
              </div>
              <Button onPress={() => setView({ open: "import" })}>{t("import.open")}</Button>
            </li>
            <li>
              <div>
                <h3>{t("templates.found")}</h3>
                <p>{t("templates.foundWhy")}</p>
              </div>
              <LinkButton to="/inventory/discover">{t("templates.foundGo")}</LinkButton>
            </li>
            <li>
              <div>
                <h3>{t("templates.blank")}</h3>
                <p>{t("templates.blankWhy")}</p>
              </div>
              <Button onPress={() => setView({ open: "places" })}>{t("places.open")}</Button>
            </li>
          </ul>
        </section>
      )}
    </>
  );
}

interface PreviewProps {
  readonly of: string;
  readonly first: boolean;
}

function Preview({ of, first }: PreviewProps) {
  const { t, i18n } = useTranslation("design/inventory");
  const template = useTemplate(of, i18n.language);
  if (template.isPending) {
    return (
      <div aria-busy="true">
        <h1 className="sr">{t("page.loading")}</h1>
        <Skeleton width="50%" height={36} />
        <SkeletonRows rows={14} />
      </div>
    );
  }
  if (template.isError) return <ErrorState level={1} error={template.error} onRetry={() => void template.refetch()} />;
  return <Chooser template={template.data} first={first} />;
}

interface ChooserProps {
  readonly template: Template;
  readonly first: boolean;
}

function Chooser({ template, first }: ChooserProps) {
  const { t, i18n } = useTranslation("design/inventory");
  const [, setView] = useView();
  const { run } = useEdits();
  const there = new Set(template.touchpoints.filter(({ present }) => present).map(({ key }) => key));
  const open = template.touchpoints.filter(({ key }) => !there.has(key));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(open.map(({ key }) => key)));
  // On the first day one writes down what exists; later a template shows what does not.
  const [existence, setExistence] = useState<Extract<Existence, "live" | "planned" | "missing">>(
    first ? "live" : "missing",
  );
  const [pending, setPending] = useState(false);
  const channel = new Map(template.channels.map(({ key, label }) => [key, label]));
  const toggle = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
  };
  const apply = async () => {
    setPending(true);
    const made = await run(t("templates.done", { count: chosen.size, label: template.label }), () =>
      write.applyTemplate(template.key, { touchpoints: [...chosen], existence, locale: i18n.language }),
    );
    setPending(false);
    if (made) setView({ open: undefined, at: undefined });
  };
  return (
    <>
      <PageHeader
        title={t("templates.previewTitle", { label: template.label, count: template.touchpoints.length })}
        name={t("page.name")}
        above={
          <button type="button" className={styles.back} onClick={() => setView({ at: undefined })}>
            ← {t("templates.others")}
          </button>
        }
      >
        {t("templates.previewLede")}
      </PageHeader>
      <div className={styles.preview}>
        <div className={styles.stages}>
          {template.stages.map((stage) => {
            const here = template.touchpoints.filter((one) => one.stage === stage.key);
            const free = here.filter(({ key }) => !there.has(key)).map(({ key }) => key);
            const on = free.filter((key) => chosen.has(key)).length;
            return (
              <section key={stage.key}>
                <div className={styles.stage}>
                  <Checkbox
                    isSelected={free.length > 0 && on === free.length}
                    isIndeterminate={on > 0 && on < free.length}
                    isDisabled={free.length === 0}
                    onChange={(all) => toggle(free, all)}
                  >
                    <h2>{stage.label}</h2>
                  </Checkbox>
                  <small>{t("templates.chosen", { chosen: on, count: here.length })}</small>
                </div>
                <ul>
                  {here.map((one) => (
                    <li key={one.key}>
                      <Checkbox
                        isSelected={chosen.has(one.key)}
                        isDisabled={there.has(one.key)}
                        onChange={(next) => toggle([one.key], next)}
                        note={there.has(one.key) ? t("templates.there") : one.purpose}
                      >
                        {one.label} {one.moment_of_truth && <Diamond label={t("card.moment")} />}
                      </Checkbox>
                      <span className={styles.where}>
                        <span className={`${card.slot} ${card.mini}`} aria-hidden="true">
                          <span className={card.card} data-kind={one.kind} data-state="live" />
                        </span>
                        {kindWord(t, one.kind)} · {channel.get(one.channel) ?? one.channel}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
        <div className={styles.apply}>
          <RadioGroup
            label={t("templates.as")}
            value={existence}
            onChange={setExistence}
            options={(["live", "planned", "missing"] as const).map((key) => ({
              key,
              label: t(`templates.asWord.${key}`),
              note: t(`templates.asNote.${key}`),
            }))}
          />
          <Button look="go" wide pending={pending} isDisabled={chosen.size === 0} onPress={() => void apply()}>
            {t("templates.apply", { count: chosen.size })}
          </Button>
          <p className="small soft">{t("templates.undoNote")}</p>
        </div>
      </div>
    </>
  );
}
