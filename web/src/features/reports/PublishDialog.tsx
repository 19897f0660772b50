import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../lib/problem";
import { useFormat } from "../../lib/useFormat";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Acts, ConfirmDialog, Dialog } from "../../ui/Dialog";
import { ErrorLine, ErrorState } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import styles from "./programme.module.css";
import { linksQuery, type ProgressLink, usePublishProgress, useRevokeLink } from "./queries";

const spans = { days30: 30, days90: 90, days365: 365 } as const;
type Span = keyof typeof spans;

/** Links by which somebody without an account sees the progress, and the way to take them back. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("reports");
  const publish = usePublishProgress();
  const links = useQuery(linksQuery);
  const [span, setSpan] = useState<Span>("days90");
  const made = publish.data;
  const fields = isProblem(publish.error) ? publish.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const name = String(new FormData(event.currentTarget).get("name"));
    publish.mutate({ name, days: spans[span] });
  };
  return (
    <Dialog title={t("publish.title")} open onClose={onClose} stays={made !== undefined} wide>
      <p className="soft">{t("publish.what")}</p>
      {made ? (
        <>
          <CopyField label={t("publish.address")} value={new URL(made.address, window.location.origin).href} />
          <p className="soft">{t("publish.once")}</p>
          <Acts>
            <Button look="go" onPress={onClose}>
              {t("publish.done")}
            </Button>
          </Acts>
        </>
      ) : (
        <Form onSubmit={submit}>
          <TextField
            label={t("publish.name")}
            hint={t("publish.nameHint")}
            name="name"
            autoComplete="off"
            isRequired
            autoFocus
            error={fields.name}
          />
          <Select
            label={t("publish.days")}
            options={(Object.keys(spans) as Span[]).map((key) => ({ key, label: t(`publish.${key}`) }))}
            value={span}
            onChange={setSpan}
            error={fields.days}
          />
          {Object.keys(fields).length === 0 && <ErrorLine error={publish.error} />}
          <Acts>
            <Button type="submit" look="go" pending={publish.isPending}>
              {t("publish.do")}
            </Button>
          </Acts>
        </Form>
      )}
      {links.isError && <ErrorState level={3} error={links.error} onRetry={() => links.refetch()} />}
      {links.data && links.data.items.length > 0 && (
        <>
          <h3>{t("publish.links")}</h3>
          <ul className={styles.links}>
            {links.data.items.map((link) => (
              <LinkLine key={link.id} link={link} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function LinkLine({ link }: { link: ProgressLink }) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const revoke = useRevokeLink();
  const [asking, setAsking] = useState(false);
  const over = new Date(link.expires_at) <= new Date();
  return (
    <li>
      <b>{link.name}</b>
      <span className="soft">{t(over ? "publish.over" : "publish.until", { day: format.day(link.expires_at) })}</span>
      <Button look="quiet" size="s" onPress={() => setAsking(true)}>
        {t("publish.revoke")}
      </Button>
      <ConfirmDialog
        title={t("publish.revokeTitle", { name: link.name })}
        verb={t("publish.revoke")}
        danger
        open={asking}
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate(link.id, { onSettled: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        {t("publish.revokeWhat")}
      </ConfirmDialog>
    </li>
  );
}
