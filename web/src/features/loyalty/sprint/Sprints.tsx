import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { PanelPart } from "../../../ui/Panel";
import { Skeleton } from "../../../ui/Skeleton";
import { TextField } from "../../../ui/TextField";
import { sprintsQuery, useStartSprint } from "./queries";
import styles from "./sprint.module.css";

/** On the board: the sprint that runs, those before, and how to start one. */
export function Sprints() {
  const { t } = useTranslation("loyalty/sprint");
  const format = useFormat();
  const mayEdit = useMay("edit_design");
  const sprints = useQuery(sprintsQuery);
  const [starting, setStarting] = useState(false);
  const items = sprints.data?.items ?? [];
  return (
    <PanelPart title={t("list.title")}>
      {sprints.isPending ? (
        <Skeleton height={80} />
      ) : sprints.isError ? (
        <ErrorLine error={sprints.error} />
      ) : (
        <>
          {items.length === 0 && <p className="soft">{t("list.none")}</p>}
          <ul className={styles.sprints}>
            {items.slice(0, 5).map((it) => (
              <li key={it.id}>
                <Link to="/plus-ones/sprints/$sprintId" params={{ sprintId: it.id }}>
                  {it.title}
                </Link>
                <small>
                  {it.open ? t("list.running") : format.day(it.started_at)} · {t("list.ideas", { count: it.ideas })} ·{" "}
                  {t("list.people", { count: it.people })}
                </small>
              </li>
            ))}
          </ul>
          {mayEdit && (
            <div>
              <Button onPress={() => setStarting(true)}>{t("list.start")}</Button>
            </div>
          )}
        </>
      )}
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </PanelPart>
  );
}

function StartDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("loyalty/sprint");
  const app = useTranslation();
  const navigate = useNavigate();
  const start = useStartSprint();
  const fields = isProblem(start.error) ? start.error.byField : {};
  return (
    <Dialog title={t("start.title")} open onClose={onClose}>
      <Form
        onSubmit={(event) => {
          const data = new FormData(event.currentTarget);
          const text = (name: string) => String(data.get(name) ?? "").trim();
          start.mutate(
            { title: text("title"), minutes: Number(text("minutes")), goal: Number(text("goal")) },
            {
              onSuccess: ({ sprint }) =>
                navigate({ to: "/plus-ones/sprints/$sprintId", params: { sprintId: sprint.id } }),
            },
          );
        }}
      >
        <p className="soft">{t("start.what")}</p>
        <TextField
          label={t("start.about")}
          hint={t("start.aboutHint")}
          name="title"
          maxLength={80}
          isRequired
          autoFocus
          error={fields.title}
        />
        <div className={styles.two}>
          <TextField
            label={t("start.minutes")}
            name="minutes"
            type="number"
            defaultValue="60"
            isRequired
            error={fields.minutes}
          />
          <TextField
            label={t("start.goal")}
            name="goal"
            type="number"
            defaultValue="100"
            isRequired
            error={fields.goal}
          />
        </div>
        <ErrorLine error={Object.keys(fields).length > 0 ? null : start.error} />
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={start.isPending}>
            {t("start.go")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
