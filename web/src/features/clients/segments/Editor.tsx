import { getRouteApi, Link } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import type { Field, Segment } from "../queries";
import { Builder } from "./Builder";
import { useDeleteSegment, usePreview, useSaveSegment } from "./queries";
import styles from "./segments.module.css";
import { type Filter, filterOf, groupOf, isWhole, newGroup, newRule } from "./tree";
import { useFilterWords } from "./words";

const route = getRouteApi("/shell/clients/segments");

type Props = { segment: Segment | null; fields: readonly Field[]; mayEdit: boolean };

/** The conditions of one segment, and whom they mean while they change. */
export function Editor({ segment, fields, mayEdit }: Props) {
  const { t } = useTranslation("clients/segments");
  const app = useTranslation();
  const navigate = route.useNavigate();
  const save = useSaveSegment();
  const remove = useDeleteSegment();
  const { refused, done } = useTell();
  const [name, setName] = useState(segment?.name ?? "");
  const [group, setGroup] = useState(() =>
    segment ? groupOf(segment.filter as Filter) : newGroup("all", [newRule()]),
  );
  const filter = filterOf(group);
  const whole = isWhole(group);
  const words = useFilterWords(fields);
  const errors = isProblem(save.error) ? save.error.byField : {};
  const keep = () =>
    save.mutate(
      { id: segment?.id ?? null, name: name.trim(), filter },
      {
        onSuccess: (saved) => {
          done(t("saved", { name: saved.name }));
          void navigate({ search: { id: saved.id }, replace: true });
        },
      },
    );
  const forget = () => {
    if (!segment) return;
    // The list is read anew before this goes on, and takes this editor away: hence the promise, not the callbacks.
    void remove.mutateAsync(segment.id).then(() => {
      void navigate({ search: {} });
      done(t("removed", { name: segment.name }), async () => {
        const made = await save.mutateAsync({ id: null, name: segment.name, filter: segment.filter as Filter });
        await navigate({ search: { id: made.id } });
      });
    }, refused);
  };
  return (
    <section className={styles.editor} aria-label={segment?.name ?? t("add")}>
      <Form onSubmit={keep}>
        <TextField
          label={t("name")}
          value={name}
          onChange={setName}
          maxLength={120}
          isRequired
          isReadOnly={!mayEdit}
          error={errors.name ?? (isProblem(save.error, "conflict") ? t("taken") : undefined)}
        />
        <Builder group={group} fields={fields} onChange={setGroup} />
        <p className={styles.sentence}>{words.sentence(filter)}</p>
        <Live filter={filter} />
        {!whole && <p className="soft">{t("unfinished")}</p>}
        {!isProblem(save.error, "conflict") && !errors.name && <ErrorLine error={save.error} />}
        <div className={styles.acts}>
          {mayEdit && segment && (
            <Button look="quiet" pending={remove.isPending} onPress={forget}>
              {t("remove")}
            </Button>
          )}
          {segment ? (
            <LinkButton to="/clients" search={{ segment: segment.id }}>
              {t("show")}
            </LinkButton>
          ) : (
            <LinkButton to="/clients/segments" search={{}}>
              {app.t("act.cancel")}
            </LinkButton>
          )}
          {mayEdit && (
            <Button type="submit" look="go" pending={save.isPending} isDisabled={!whole}>
              {t(segment ? "save" : "create")}
            </Button>
          )}
        </div>
      </Form>
    </section>
  );
}

/** A value that stands still for a moment: a number is typed digit by digit. */
function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);
  return settled;
}

/** How many it means now, and the first of them by name. */
function Live({ filter }: { filter: Filter }) {
  const { t } = useTranslation("clients/segments");
  const format = useFormat();
  const preview = usePreview(useDeferredValue(useSettled(filter, 200)));
  if (preview.isError) return <ErrorLine error={preview.error} />;
  const { data } = preview;
  return (
    <div className={styles.live} aria-busy={preview.isFetching}>
      <p aria-live="polite">
        <b>{data ? format.count(data.clients) : "…"}</b> {data && t("of", { count: data.of, n: format.count(data.of) })}
      </p>
      {data && data.first.length > 0 && (
        <ul>
          {data.first.map((one) => (
            <li key={one.id}>
              <Link to="/clients/$clientId" params={{ clientId: one.id }}>
                {one.name ?? one.key}
              </Link>
            </li>
          ))}
          {data.clients > data.first.length && (
            <li>{t("more", { n: format.count(data.clients - data.first.length) })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
