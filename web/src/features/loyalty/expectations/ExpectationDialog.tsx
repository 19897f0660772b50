import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./expectations.module.css";
import { LinkPlan } from "./LinkPlan";
import { Met } from "./Met";
import {
  type Held,
  type Level,
  useChangeExpectation,
  useConfirmExpectation,
  useRetireExpectation,
  useUndoExpectation,
} from "./queries";
import { isOwn, knownOf, METS, metOf } from "./state";
import { useExpectationWords } from "./useExpectationWords";

const LEVELS: readonly Level[] = ["must", "should", "delight"];

/** One expectation whole: what was said, where we have it from, and what can be done about it. */
export function ExpectationDialog({ expectation: it, onClose }: { expectation: Held; onClose: () => void }) {
  const { t } = useTranslation("loyalty/expectations");
  const app = useTranslation();
  const words = useExpectationWords();
  const format = useFormat();
  const may = useMay("record_signals");
  const confirm = useConfirmExpectation();
  const retire = useRetireExpectation();
  const undo = useUndoExpectation();
  const tell = useTell();
  const [editing, setEditing] = useState(false);
  const known = knownOf(it);
  const met = metOf(it);
  // Both are seen at once behind the sheet, which need not wait.
  const step = (answer: Promise<unknown>, done: string) => {
    void answer.then(() => tell.done(done, () => undo.mutateAsync(it.id)), tell.refused);
    onClose();
  };
  return (
    <Dialog title={t("dialog.title", { client: it.client.name ?? it.client.key })} open onClose={onClose} wide>
      {editing ? (
        <Correct expectation={it} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p>
            <ClientWords size="l" guess={isOwn(it) ? undefined : t("guess")}>
              {it.words}
            </ClientWords>
          </p>
          <p className={styles.badges}>
            <Badge tone={known === "fresh" ? "neutral" : "unknown"}>{t(`knownWord.${known}`)}</Badge>
            <Badge tone={METS[met]}>{words.met(it) || t("met.unheard")}</Badge>
            <Badge>{t(`level.${it.level}`)}</Badge>
            <Badge>{words.depth(it)}</Badge>
          </p>
          <dl className={styles.facts}>
            {it.who && (
              <>
                <dt>{t("table.who")}</dt>
                <dd>{it.who}</dd>
              </>
            )}
            <dt>{t("dialog.said")}</dt>
            <dd>
              {format.day(it.stated_at)}, {it.source}
            </dd>
            <dt>{t("table.confirmed")}</dt>
            <dd>
              {it.confirmed_at
                ? t("dialog.confirmedAt", { day: format.day(it.confirmed_at), count: it.half_life_days })
                : t("dialog.never")}
            </dd>
            <dt>{t("table.served")}</dt>
            <dd>
              {it.served_by.length === 0
                ? t("served.none")
                : it.served_by.map(({ id, key, label }) => (
                    <span key={id} className={styles.served}>
                      <Link to="/touchpoints/$key" params={{ key }}>
                        {label}
                      </Link>
                    </span>
                  ))}
              {may && it.served_by.length === 0 && it.status !== "retired" && (
                <LinkPlan expectation={it} onLinked={onClose} />
              )}
            </dd>
            {it.met && (
              <>
                <dt>{t("dialog.last")}</dt>
                <dd>
                  {format.day(it.met.at)}
                  {it.met.words && (
                    <>
                      {": "}
                      <ClientWords size="s">{it.met.words}</ClientWords>
                    </>
                  )}
                </dd>
              </>
            )}
            {it.evidence.map((each) => (
              <Found key={`${each.kind}${each.at}${each.words ?? ""}`} evidence={each} />
            ))}
          </dl>
          {may && it.status !== "retired" && it.status !== "assumed" && <Met expectation={it.id} />}
          <Acts>
            {may && it.status !== "retired" && (
              <>
                <Button look="quiet" onPress={() => step(retire.mutateAsync(it.id), t("did.retired"))}>
                  {t("act.retire")}
                </Button>
                <Button onPress={() => setEditing(true)}>{t("act.correct")}</Button>
                <Button look="go" onPress={() => step(confirm.mutateAsync(it.id), t("did.confirmed"))}>
                  {t("act.confirm")}
                </Button>
              </>
            )}
            {!(may && it.status !== "retired") && <Button onPress={onClose}>{app.t("nav.close")}</Button>}
          </Acts>
          {may && it.status === "assumed" && <p className="soft small">{t("dialog.onlyThey")}</p>}
        </>
      )}
    </Dialog>
  );
}

function Found({ evidence }: { evidence: Held["evidence"][number] }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  return (
    <>
      <dt>{t("dialog.evidence")}</dt>
      <dd>
        {format.day(evidence.at)}
        {evidence.words && (
          <>
            {": "}
            <ClientWords size="s">{evidence.words}</ClientWords>
          </>
        )}
      </dd>
    </>
  );
}

/** A correction is a new fact; what was written before stays in the history. */
function Correct({ expectation: it, onDone }: { expectation: Held; onDone: () => void }) {
  const { t } = useTranslation("loyalty/expectations");
  const app = useTranslation();
  const change = useChangeExpectation();
  const undo = useUndoExpectation();
  const tell = useTell();
  const [level, setLevel] = useState<Level>(it.level);
  const [depth, setDepth] = useState(String(it.depth) as "1" | "2" | "3");
  const fields = isProblem(change.error) ? change.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    change.mutate(
      {
        id: it.id,
        words: String(data.get("words")).trim(),
        level,
        depth: Number(depth),
        theme: String(data.get("theme")).trim() || null,
        half_life_days: Number(data.get("half_life_days")),
      },
      {
        onSuccess: () => {
          onDone();
          tell.done(t("did.corrected"), () => undo.mutateAsync(it.id));
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={t("form.words")}
        name="words"
        lines={2}
        defaultValue={it.words}
        isRequired
        error={fields.words}
      />
      <div className={styles.pair}>
        <LevelPick value={level} onChange={setLevel} />
        <DepthPick value={depth} onChange={setDepth} />
      </div>
      <div className={styles.pair}>
        <TextField
          label={t("form.theme")}
          hint={t("form.themeHint")}
          name="theme"
          defaultValue={it.theme ?? ""}
          error={fields.theme}
        />
        <TextField
          label={t("form.halfLife")}
          hint={t("form.halfLifeHint")}
          name="half_life_days"
          type="number"
          defaultValue={String(it.half_life_days)}
          isRequired
          error={fields.half_life_days}
        />
      </div>
      {Object.keys(fields).length === 0 && <ErrorLine error={change.error} />}
      <Acts>
        <Button onPress={onDone}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={change.isPending}>
          {t("form.save")}
        </Button>
      </Acts>
    </Form>
  );
}

export function LevelPick({ value, onChange }: { value: Level; onChange: (level: Level) => void }) {
  const { t } = useTranslation("loyalty/expectations");
  return (
    <Select
      label={t("form.level")}
      options={LEVELS.map((key) => ({ key, label: t(`level.${key}`), note: t(`levelNote.${key}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}

export function DepthPick({ value, onChange }: { value: "1" | "2" | "3"; onChange: (d: "1" | "2" | "3") => void }) {
  const { t } = useTranslation("loyalty/expectations");
  return (
    <Select
      label={t("form.depth")}
      options={(["1", "2", "3"] as const).map((key) => ({
        key,
        label: t(`depth.${key}`),
        note: t(`depthNote.${key}`),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
