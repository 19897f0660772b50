import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { useTell } from "../../../ui/useTell";
import { type Client, type Contact, useAttributeLabels, useClient, useContacts } from "../queries";
import styles from "./duplicates.module.css";
import { type Pair, useMergeClients, useUndoMerge } from "./queries";
import { Reasons } from "./Reasons";

/** Two side by side, what differs marked, and which of them is kept. */
export function MergeDialog({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const { t } = useTranslation("clients/import");
  const app = useTranslation();
  const merge = useMergeClients();
  const undo = useUndoMerge();
  const { done } = useTell();
  const clients = [useClient(pair.a.id), useClient(pair.b.id)] as const;
  const contacts = [useContacts(pair.a.id), useContacts(pair.b.id)] as const;
  const [kept, setKept] = useState<"a" | "b">("a");
  const failed = [...clients, ...contacts].find((one) => one.isError);
  const [a, b] = [pair.a.name ?? pair.a.key, pair.b.name ?? pair.b.key];
  const names = kept === "a" ? { a: b, b: a } : { a, b };
  const go = () =>
    merge.mutate(kept === "a" ? { keep: pair.a.id, drop: pair.b.id } : { keep: pair.b.id, drop: pair.a.id }, {
      onSuccess: ({ id }) => {
        onClose();
        done(t("merges.line", names), () => undo.mutateAsync(id));
      },
    });
  return (
    <Dialog title={t("merge.title", { a, b })} open onClose={onClose} wide>
      <Reasons why={pair.why} />
      {failed ? (
        <ErrorState error={failed.error} level={3} onRetry={() => void failed.refetch()} />
      ) : clients[0].data && clients[1].data && contacts[0].data && contacts[1].data ? (
        <Compare a={clients[0].data} b={clients[1].data} contacts={[contacts[0].data, contacts[1].data]} kept={kept} />
      ) : (
        <SkeletonRows rows={6} />
      )}
      <RadioGroup
        label={t("merge.keep")}
        value={kept}
        onChange={setKept}
        options={[
          { key: "a", label: t("merge.keepOne", { name: a, key: pair.a.key }) },
          { key: "b", label: t("merge.keepOne", { name: b, key: pair.b.key }) },
        ]}
      />
      <p className="soft">{t("merge.what", names)}</p>
      <ErrorLine error={merge.error} />
      <Acts>
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button look="go" pending={merge.isPending} onPress={go}>
          {t("merge.do")}
        </Button>
      </Acts>
    </Dialog>
  );
}

type CompareProps = { a: Client; b: Client; contacts: [Contact[], Contact[]]; kept: "a" | "b" };

function Compare({ a, b, contacts, kept }: CompareProps) {
  const { t } = useTranslation("clients/import");
  const own = useTranslation("clients");
  const format = useFormat();
  const labelOf = useAttributeLabels();
  const people = (list: readonly Contact[]) =>
    list.map((one) => [one.name, ...one.emails, ...one.phones].join(", ")).join("\n");
  const touch = (one: Client) => (one.last_touch_at ? format.day(one.last_touch_at) : "");
  const rows: { label: string; a: string; b: string }[] = [
    { label: t("merge.name"), a: a.name ?? "", b: b.name ?? "" },
    { label: t("merge.key"), a: a.key, b: b.key },
    { label: t("merge.kind"), a: own.t(`kind.${a.kind}`), b: own.t(`kind.${b.kind}`) },
    { label: t("merge.owner"), a: a.owner?.name ?? "", b: b.owner?.name ?? "" },
    { label: t("merge.contacts"), a: people(contacts[0]), b: people(contacts[1]) },
    { label: t("merge.lastTouch"), a: touch(a), b: touch(b) },
    ...[...new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])].toSorted().map((key) => ({
      label: labelOf(key),
      a: a.attributes[key] ?? "",
      b: b.attributes[key] ?? "",
    })),
  ].filter((row) => row.a !== "" || row.b !== "");
  return (
    <table className={styles.compare}>
      <caption className="sr">{t("merge.caption")}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" data-kept={kept === "a" || undefined}>
            {a.name ?? a.key}
          </th>
          <th scope="col" data-kept={kept === "b" || undefined}>
            {b.name ?? b.key}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} data-differs={row.a !== row.b || undefined}>
            <th scope="row">{row.label}</th>
            <td>{row.a || <span className="soft">{t("merge.nothing")}</span>}</td>
            <td>{row.b || <span className="soft">{t("merge.nothing")}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
