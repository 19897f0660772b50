import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { everyPage } from "../../../../app/every-page";
import { Button } from "../../../../ui/Button";
import { type Columns, CsvButton, Table } from "../../../../ui/Table";
import { Time } from "../../../../ui/Time";
import { ScoreMark } from "../parts/ScoreMark";
import { useTellDone, useTellRefusal } from "../parts/useTell";
import { type Exam, pictureAddress, useExams, useRestoreExam, useWithdrawExam } from "../queries";
import styles from "./audits.module.css";

/** Every look, newest first, with what was seen. */
export function ExamTable({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation("design/platform");
  const exams = useExams();
  const rows = useMemo(() => exams.data?.pages.flatMap((page) => page.items) ?? [], [exams.data]);
  const columns = useColumns(mayEdit);
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2>{t("audits.exams")}</h2>
        <CsvButton name="exams" rows={rows} columns={columns} all={() => everyPage(exams)} />
      </div>
      <Table caption={t("audits.exams")} rows={rows} columns={columns} rowId={(exam) => exam.id} />
      {exams.hasNextPage && (
        <Button size="s" pending={exams.isFetchingNextPage} onPress={() => void exams.fetchNextPage()}>
          {t("audits.more")}
        </Button>
      )}
    </section>
  );
}

function useColumns(mayEdit: boolean): Columns<Exam> {
  const { t } = useTranslation("design/platform");
  return useMemo(
    () => [
      {
        id: "what",
        accessorFn: (exam) => exam.label,
        header: t("audits.what"),
        cell: ({ row: { original } }) => (
          <span className={styles.what}>
            <b>{original.label}</b>
            <small>{t(`audits.kind.${original.subject.kind}`)}</small>
          </span>
        ),
        sortDescFirst: false,
        meta: { phone: "title", width: "24%" },
      },
      {
        id: "score",
        accessorFn: (exam) => exam.score,
        header: t("score.label"),
        cell: ({ row }) => <ScoreMark score={row.original.score} />,
        meta: { width: "130px" },
      },
      {
        id: "evidence",
        accessorFn: (exam) => exam.evidence,
        enableSorting: false,
        header: t("audits.evidence"),
        cell: ({ row: { original } }) => (
          <span className={styles.evidence}>
            {original.picture && (
              <a href={pictureAddress(original.picture, "whole")} target="_blank" rel="noreferrer">
                <img src={pictureAddress(original.picture)} alt={t("audits.pictureOf", { label: original.label })} />
              </a>
            )}
            <span>{original.evidence}</span>
          </span>
        ),
        meta: { phone: "full" },
      },
      {
        id: "date",
        accessorFn: (exam) => exam.examined_at,
        header: t("audits.date"),
        cell: ({ row: { original } }) => (
          <span className={styles.what}>
            <Time at={original.examined_at} as="day" />
            <small>{original.examined_by}</small>
          </span>
        ),
        meta: { width: "170px" },
      },
      {
        id: "next",
        header: t("audits.next"),
        enableSorting: false,
        cell: ({ row }) => (mayEdit ? <WithdrawButton exam={row.original} /> : null),
        meta: { align: "end", phone: "acts", csv: false, width: "110px" },
      },
    ],
    [t, mayEdit],
  );
}

function WithdrawButton({ exam }: { exam: Exam }) {
  const { t } = useTranslation("design/platform");
  const withdraw = useWithdrawExam();
  const restore = useRestoreExam();
  const refused = useTellRefusal();
  const done = useTellDone();
  const press = () =>
    withdraw.mutate(exam.id, {
      onError: refused,
      onSuccess: () => done(t("audits.withdrawn", { label: exam.label }), () => restore.mutateAsync(exam.id)),
    });
  return (
    <Button
      look="quiet"
      size="s"
      pending={withdraw.isPending}
      onPress={press}
      aria-label={t("audits.withdrawOf", { label: exam.label })}
    >
      {t("audits.withdraw")}
    </Button>
  );
}
