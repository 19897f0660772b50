import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { PageHeader } from "../../../../ui/PageHeader";
import { Select } from "../../../../ui/Select";
import { type Columns, CsvButton } from "../../../../ui/Table";
import { Time } from "../../../../ui/Time";
import { Expresses } from "../parts/Expresses";
import { ScoreMark } from "../parts/ScoreMark";
import { Failed, Loading } from "../parts/States";
import { type Element, type ElementKind, pictureAddress, useElements } from "../queries";
import { ElementDialog } from "./ElementDialog";
import styles from "./elements.module.css";
import { elementKinds } from "./kinds";

type Chosen = "all" | "orphans" | ElementKind;

export default function ElementsTab() {
  const { t } = useTranslation("design/platform");
  const elements = useElements();
  if (elements.isPending) return <Loading title={t("tabs.elements")} />;
  if (elements.isError) {
    return <Failed title={t("tabs.elements")} error={elements.error} onRetry={() => void elements.refetch()} />;
  }
  return <Gallery elements={elements.data} />;
}

function Gallery({ elements }: { elements: readonly Element[] }) {
  const { t } = useTranslation("design/platform");
  const mayEdit = useMay("edit_design");
  const [chosen, setChosen] = useState<Chosen>("all");
  const [open, setOpen] = useState<Element | "new" | null>(null);
  const orphans = elements.filter((each) => each.orphan).length;
  const kinds = elementKinds.filter((kind) => elements.some((each) => each.kind === kind));
  const shown = elements.filter(
    (each) => chosen === "all" || (chosen === "orphans" ? each.orphan : each.kind === chosen),
  );
  const add = mayEdit && (
    <Button look="go" onPress={() => setOpen("new")}>
      {t("elements.add")}
    </Button>
  );
  const nothing = (
    <>
      <PageHeader title={t("elements.emptyTitle")} name={t("tabs.elements")} />
      <EmptyState title={t("elements.emptyHead")} action={add}>
        <p>{t("elements.emptyWhat")}</p>
      </EmptyState>
    </>
  );
  const gallery = (
    <>
      <PageHeader
        title={orphans > 0 ? t("elements.orphans", { count: orphans, all: elements.length }) : t("elements.noOrphans")}
        name={t("tabs.elements")}
        aside={
          <>
            <ElementsFile elements={shown} />
            {add}
          </>
        }
      >
        {t("elements.intro")}
      </PageHeader>
      <div className={styles.filter}>
        <Select<Chosen>
          label={t("elements.show")}
          options={[
            { key: "all", label: t("elements.all", { count: elements.length }) },
            ...(orphans > 0 ? [{ key: "orphans" as const, label: t("elements.onlyOrphans", { count: orphans }) }] : []),
            ...kinds.map((kind) => ({ key: kind, label: t(`kind.${kind}`) })),
          ]}
          value={chosen}
          onChange={setChosen}
        />
      </div>
      <ul className={styles.gallery} aria-label={t("tabs.elements")}>
        {shown.map((element) => (
          <ElementCard key={element.id} element={element} onOpen={() => setOpen(element)} />
        ))}
      </ul>
      {shown.length === 0 && <p className="soft">{t("elements.noneShown")}</p>}
    </>
  );
  // The form stands beside both, so that it stays the same one when the first element appears behind it.
  return (
    <>
      {elements.length === 0 ? nothing : gallery}
      <ElementDialog element={open === "new" ? null : open} open={open !== null} onClose={() => setOpen(null)} />
    </>
  );
}

function ElementsFile({ elements }: { elements: readonly Element[] }) {
  const { t } = useTranslation("design/platform");
  const columns: Columns<Element> = [
    { id: "label", header: t("elements.label"), accessorFn: (each) => each.label },
    { id: "kind", header: t("elements.kind"), accessorFn: (each) => t(`kind.${each.kind}`) },
    {
      id: "expresses",
      header: t("expresses.label"),
      accessorFn: (each) => each.expresses.map(({ words }) => words).join("; "),
    },
    {
      id: "touchpoints",
      header: t("elements.where"),
      accessorFn: (each) => each.touchpoints.map(({ label }) => label).join("; "),
    },
    { id: "score", header: t("score.label"), accessorFn: (each) => each.exam?.score },
    { id: "examined", header: t("audits.date"), accessorFn: (each) => each.exam?.examined_at },
  ];
  return <CsvButton name="elements" rows={elements} columns={columns} />;
}

function ElementCard({ element, onOpen }: { element: Element; onOpen: () => void }) {
  const { t } = useTranslation("design/platform");
  const format = useFormat();
  const [first] = element.pictures;
  const where = element.touchpoints.map(({ label }) => label);
  return (
    <li className={styles.card} data-orphan={element.orphan || undefined}>
      <div className={styles.frame}>
        {first ? (
          <img src={pictureAddress(first)} alt={t("elements.pictureOf", { label: element.label })} loading="lazy" />
        ) : (
          <span className="soft">{t("elements.noPicture")}</span>
        )}
        {element.pictures.length > 1 && (
          <small className={styles.more}>{t("elements.pictures", { count: element.pictures.length })}</small>
        )}
      </div>
      <div className={styles.body}>
        <h2>
          <AriaButton className={styles.open} onPress={onOpen}>
            {element.label}
          </AriaButton>
        </h2>
        <p className="soft">{t(`kind.${element.kind}`)}</p>
        <Expresses parts={element.expresses} orphan={element.orphan} />
        <p className={styles.where}>
          {where.length === 0
            ? t("elements.nowhere")
            : where.length <= 3
              ? t("elements.at", { where: format.list(where) })
              : t("elements.atMany", { where: where.slice(0, 2).join(", "), count: where.length - 2 })}
        </p>
        <p className={styles.exam}>
          {element.exam ? (
            <>
              <ScoreMark score={element.exam.score} /> <Time at={element.exam.examined_at} as="day" />
            </>
          ) : (
            t("elements.notExamined")
          )}
        </p>
      </div>
    </li>
  );
}
