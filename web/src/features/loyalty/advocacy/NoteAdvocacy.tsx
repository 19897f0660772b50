import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "../../../app/clients/ClientPicker";
import { touchpointsQuery } from "../../../app/queries";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { ComboBox } from "../../../ui/ComboBox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./advocacy.module.css";
import {
  type Client,
  giftsQuery,
  type Kind,
  type NewCause,
  touchesQuery,
  useNoteAdvocacy,
  useWithdrawAdvocacy,
} from "./queries";

const KINDS: readonly Kind[] = ["referral", "review", "reference"];

/** A referral, a review, a reference; and what of ours brought it about. */
export function NoteAdvocacy({ client, onClose }: { client?: Client | undefined; onClose: () => void }) {
  const { t } = useTranslation("loyalty/advocacy");
  const app = useTranslation();
  const note = useNoteAdvocacy();
  const withdraw = useWithdrawAdvocacy();
  const tell = useTell();
  const [who, setWho] = useState<Client | null>(client ?? null);
  const [kind, setKind] = useState<Kind>("referral");
  const [cause, setCause] = useState<string | null>(null);
  const [brought, setBrought] = useState<Client | null>(null);
  const causes = useCauses(who);
  const fields = isProblem(note.error) ? note.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (!who) return;
    const data = new FormData(event.currentTarget);
    const revenue = Number(String(data.get("revenue") ?? "").replace(",", "."));
    note.mutate(
      {
        client: who.id,
        kind,
        at: momentOfDay(String(data.get("at"))),
        words: String(data.get("words") ?? "").trim() || null,
        caused_by: causes.find(({ key }) => key === cause)?.is ?? null,
        new_client: kind === "referral" ? (brought?.id ?? null) : null,
        revenue_cents: revenue > 0 ? Math.round(revenue * 100) : null,
      },
      {
        onSuccess: (made) => {
          onClose();
          tell.done(t("note.done"), () => withdraw.mutateAsync(made.id));
        },
      },
    );
  };
  return (
    <Dialog title={t("note.title")} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        {!client && (
          <ClientPicker
            label={t("table.client")}
            value={who}
            onChange={(found) => {
              setWho(found);
              // Another client's gifts and touches are no cause of this one's.
              setCause(null);
            }}
            error={fields.client}
          />
        )}
        <RadioGroup
          label={t("note.kind")}
          value={kind}
          onChange={setKind}
          options={KINDS.map((key) => ({ key, label: t(`kind.${key}`), note: t(`kindNote.${key}`) }))}
        />
        <div className={styles.pair}>
          <TextField label={t("note.at")} name="at" type="date" defaultValue={today()} isRequired error={fields.at} />
          <ComboBox
            label={t("note.cause")}
            hint={t("note.causeHint")}
            options={causes}
            value={cause}
            onChange={setCause}
            error={fields.caused_by}
          />
        </div>
        <TextField label={t("note.words")} name="words" lines={2} maxLength={1000} error={fields.words} />
        {kind === "referral" && (
          <div className={styles.pair}>
            <ClientPicker label={t("note.brought")} value={brought} onChange={setBrought} error={fields.new_client} />
            <TextField
              label={t("note.revenue")}
              hint={t("note.revenueHint")}
              name="revenue"
              inputMode="decimal"
              error={fields.revenue_cents}
            />
          </div>
        )}
        {Object.keys(fields).length === 0 && <ErrorLine error={note.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={note.isPending} isDisabled={!who}>
            {t("note.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}

/** What can have made this client speak: what it got, its latest touches, and any touchpoint. */
function useCauses(who: Client | null) {
  const { t } = useTranslation("loyalty/advocacy");
  const format = useFormat();
  const touchpoints = useQuery(touchpointsQuery).data?.items ?? [];
  const gifts = useQuery({ ...giftsQuery(who?.id ?? ""), enabled: who !== null }).data ?? [];
  const touches = useQuery({ ...touchesQuery(who?.id ?? ""), enabled: who !== null }).data ?? [];
  const words = new Map(gifts.map((it) => [it.plus_one, it.plus_one_words]));
  const cause = (kind: NewCause["kind"], id: string, label: string) => ({
    key: `${kind}:${id}`,
    label,
    is: { kind, id },
  });
  return [
    ...[...words].map(([id, name]) => cause("plus_one", id, t("note.plusOne", { name }))),
    ...touches.map((it) => cause("touch", it.id, t("note.touch", { name: it.title, day: format.day(it.at) }))),
    ...touchpoints.map(({ id, label }) => cause("touchpoint", id, label)),
  ];
}

export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** Today is this moment, because noon of today may still lie ahead; another day is its noon. */
export function momentOfDay(day: string): string {
  return day === today() ? new Date().toISOString() : `${day}T12:00:00Z`;
}
