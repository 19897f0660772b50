import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Note } from "../../../ui/Panel";
import { SkeletonRows } from "../../../ui/Skeleton";
import { type Columns, CsvButton, Table } from "../../../ui/Table";
import { Time } from "../../../ui/Time";
import { Pages } from "../parts/Pages";
import { type AttributeDefinition, useAttributes } from "../queries";
import { AttributeDialog } from "./AttributeDialog";
import styles from "./attributes.module.css";

/** What may be known of clients: each thing with what the client has of it. */
export default function AttributesPage() {
  const { t } = useTranslation("clients");
  const mayEdit = useMay("edit_clients");
  const attributes = useAttributes();
  const [edited, setEdited] = useState<AttributeDefinition | "new" | null>(null);
  const columns = useColumns(mayEdit ? setEdited : null);
  const add = mayEdit && (
    <Button look="go" onPress={() => setEdited("new")}>
      {t("attributes.add")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("attributes.title")}
        name={t("attributes.name")}
        above={<Pages />}
        aside={
          attributes.data &&
          attributes.data.length > 0 && (
            <>
              <CsvButton name="attributes" rows={attributes.data} columns={columns} />
              {add}
            </>
          )
        }
      >
        {t("attributes.lead")}
      </PageHeader>
      {attributes.isError ? (
        <ErrorState error={attributes.error} onRetry={() => void attributes.refetch()} />
      ) : !attributes.data ? (
        <SkeletonRows rows={6} height={40} />
      ) : attributes.data.length === 0 ? (
        <EmptyState title={t("attributes.emptyTitle")} action={add || undefined}>
          <p>{t("attributes.empty")}</p>
        </EmptyState>
      ) : (
        <div className={styles.list}>
          <Note>
            <p>{t("attributes.why")}</p>
          </Note>
          <Table caption={t("attributes.name")} rows={attributes.data} columns={columns} rowId={({ key }) => key} />
        </div>
      )}
      {edited !== null && (
        <AttributeDialog definition={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function useColumns(onEdit: ((one: AttributeDefinition) => void) | null): Columns<AttributeDefinition> {
  const { t } = useTranslation("clients");
  return useMemo(
    () => [
      {
        id: "label",
        accessorFn: (one) => one.label,
        header: t("attributes.label"),
        cell: ({ row: { original } }) => (
          <span className={styles.name}>
            <b>{original.label}</b>
            <small>
              {t(`attributeKind.${original.kind}`)}
              {original.choices.length > 0 && `: ${original.choices.join(", ")}`}
            </small>
          </span>
        ),
        sortDescFirst: false,
        meta: { phone: "title", width: "260px" },
      },
      {
        id: "benefit",
        accessorFn: (one) => one.benefit_to_client,
        header: t("attributes.benefit"),
        enableSorting: false,
        meta: { phone: "full" },
      },
      {
        id: "used",
        accessorFn: (one) => one.last_used_for_client_at ?? "",
        header: t("attributes.used"),
        cell: ({ row: { original } }) =>
          original.last_used_for_client_at ? (
            <Time at={original.last_used_for_client_at} />
          ) : (
            <span className="soft">{t("attributes.neverUsed")}</span>
          ),
        meta: { width: "180px", csv: (one: AttributeDefinition) => one.last_used_for_client_at },
      },
      ...(onEdit
        ? [
            {
              id: "next",
              header: t("attributes.next"),
              enableSorting: false,
              cell: ({ row: { original } }: { row: { original: AttributeDefinition } }) => (
                <Button
                  look="quiet"
                  size="s"
                  aria-label={t("attributes.changeOf", { label: original.label })}
                  onPress={() => onEdit(original)}
                >
                  {t("attributes.change")}
                </Button>
              ),
              meta: { align: "end" as const, phone: "acts" as const, csv: false as const, width: "110px" },
            },
          ]
        : []),
    ],
    [t, onEdit],
  );
}
