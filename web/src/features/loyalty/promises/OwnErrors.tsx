import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "../../../app/clients/ClientPicker";
import type { FoundClient } from "../../../app/clients/queries";
import { useMay, useMe } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { localOf, momentOf } from "../../../ui/promise/promise";
import { Sign } from "../../../ui/Sign";
import { SkeletonRows } from "../../../ui/Skeleton";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./promises.module.css";
import { type FoundBy, type OwnError, ownErrorsQuery, useChangeError, useOwnError } from "./queries";

/** Errors of ours, and whether the client heard of them from us first. */
export function OwnErrors() {
  const { t } = useTranslation("loyalty/promises");
  const may = useMay("record_signals");
  const errors = useQuery(ownErrorsQuery);
  const [noting, setNoting] = useState(false);
  const items = errors.data?.items.filter((it) => !it.withdrawn) ?? [];
  const first = items.filter((it) => it.owned_first).length;
  const note = may && <Button onPress={() => setNoting(true)}>{t("own.note")}</Button>;
  return (
    <>
      {errors.error ? (
        <ErrorState error={errors.error} onRetry={() => errors.refetch()} boxed />
      ) : !errors.data ? (
        <SkeletonRows rows={5} height={44} />
      ) : items.length === 0 ? (
        <EmptyState title={t("own.emptyTitle")} boxed action={note}>
          <p>{t("own.empty")}</p>
        </EmptyState>
      ) : (
        <>
          <div className={styles.tools}>
            <p>{t("own.count", { count: items.length, first })}</p>
            {note}
          </div>
          <ul className={styles.list}>
            {items.map((it) => (
              <Line key={it.id} error={it} may={may} />
            ))}
          </ul>
        </>
      )}
      {noting && <NoteError onClose={() => setNoting(false)} />}
    </>
  );
}

function Line({ error: it, may }: { error: OwnError; may: boolean }) {
  const { t } = useTranslation("loyalty/promises");
  const format = useFormat();
  const tell = useTell();
  const write = useChangeError();
  type Body = Omit<Parameters<typeof write.mutate>[0], "id">;
  // Withdrawn, its line is gone by the time the answer is there.
  const change = (body: Body, { words, back }: { words: string; back: Body }) =>
    void write
      .mutateAsync({ id: it.id, ...body })
      .then(() => tell.done(words, () => write.mutateAsync({ id: it.id, ...back })), tell.refused);
  return (
    <li>
      <span className={styles.words}>
        <b>{it.words}</b>
        <small>
          <Link to="/clients/$clientId" params={{ clientId: it.client.id }}>
            {it.client.name ?? it.client.key}
          </Link>{" "}
          · {format.day(it.at)}
        </small>
      </span>
      <span className={it.owned_first ? `${styles.state} loyal` : styles.state}>
        {it.owned_first && <Sign standing="loyal" size={10} />}
        {it.owned_first
          ? t("own.first")
          : it.told_at
            ? t("own.later", { day: format.day(it.told_at) })
            : t(it.found_by === "client" ? "own.theyFound" : "own.untold")}
      </span>
      {may && (
        <span className={styles.acts}>
          {!it.told_at && it.found_by === "us" && (
            <Button
              size="s"
              pending={write.isPending}
              aria-label={t("own.toldOf", { words: it.words })}
              onPress={() =>
                change({ told_at: new Date().toISOString() }, { words: t("own.toldDone"), back: { told_at: null } })
              }
            >
              {t("own.tell")}
            </Button>
          )}
          <Button
            look="quiet"
            size="s"
            pending={write.isPending}
            aria-label={t("own.withdrawOf", { words: it.words })}
            onPress={() => change({ withdrawn: true }, { words: t("own.withdrawn"), back: { withdrawn: false } })}
          >
            {t("own.withdraw")}
          </Button>
        </span>
      )}
    </li>
  );
}

function NoteError({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("loyalty/promises");
  const app = useTranslation();
  const zone = useMe().organization.time_zone;
  const note = useOwnError();
  const tell = useTell();
  const withdraw = useChangeError();
  const [client, setClient] = useState<FoundClient | null>(null);
  const [found, setFound] = useState<FoundBy>("us");
  const fields = isProblem(note.error) ? note.error.byField : {};
  const today = localOf(new Date().toISOString(), zone);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (!client) return;
    const data = new FormData(event.currentTarget);
    const told = String(data.get("told_at") ?? "");
    note.mutate(
      {
        client: client.id,
        words: String(data.get("words")).trim(),
        at: momentOf(String(data.get("at")), zone) ?? new Date().toISOString(),
        told_at: told ? momentOf(told, zone) : null,
        found_by: found,
      },
      {
        onSuccess: (made) => {
          onClose();
          tell.done(t("own.noted"), () => withdraw.mutateAsync({ id: made.id, withdrawn: true }));
        },
      },
    );
  };
  return (
    <Dialog title={t("own.note")} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        <ClientPicker label={t("table.client")} value={client} onChange={setClient} error={fields.client} />
        <TextField
          label={t("own.words")}
          hint={t("own.wordsHint")}
          name="words"
          lines={2}
          isRequired
          error={fields.words}
        />
        <RadioGroup
          label={t("own.found")}
          value={found}
          onChange={setFound}
          options={[
            { key: "us", label: t("own.us") },
            { key: "client", label: t("own.client") },
          ]}
        />
        <div className={styles.pair}>
          <TextField
            label={t("own.at")}
            name="at"
            type="datetime-local"
            defaultValue={today}
            isRequired
            error={fields.at}
          />
          <TextField
            label={t("own.told")}
            hint={t("own.toldHint")}
            name="told_at"
            type="datetime-local"
            error={fields.told_at}
          />
        </div>
        {Object.keys(fields).length === 0 && <ErrorLine error={note.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={note.isPending} isDisabled={!client}>
            {t("own.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
