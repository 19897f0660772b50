import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../../app/me";
import { ProblemError } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { Switch } from "../../../ui/Checkbox";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { SkeletonRows } from "../../../ui/Skeleton";
import { TextField } from "../../../ui/TextField";
import { Checklist } from "./Checklist";
import { ClientField, useClientMeant } from "./ClientField";
import { DeliveryLogged } from "./DeliveryLogged";
import styles from "./deliver.module.css";
import { clientsOf, formOf, type Noted, startNote, tallyOf } from "./delivery";
import { newItemId } from "./document";
import { Crumbs } from "./PlanPage";
import {
  type Delivery,
  type TouchpointPlan,
  useDeliveries,
  usePlan,
  useRecordDelivery,
  useTouchpointId,
} from "./queries";
import { ScorePicker } from "./ScorePicker";

/** After a touch: what was kept, what went wrong, how it was. Made for a phone and one thumb. */
export default function DeliverPage() {
  const { t } = useTranslation("design/plans");
  const { key } = useParams({ strict: false }) as { key: string };
  const id = useTouchpointId(key);
  const plan = usePlan(id.data ?? "");
  const failed = [id, plan].find((one) => one.isError);
  if (failed) return <ErrorState error={failed.error} level={1} onRetry={() => void failed.refetch()} />;
  if (id.data === null) return <ErrorState error={new ProblemError({ code: "not_found" }, 404)} level={1} />;
  if (!plan.data) {
    return (
      <>
        <PageHeader title={t("deliver.loading")} />
        <SkeletonRows rows={8} height={44} />
      </>
    );
  }
  return <Content key={plan.data.touchpoint.id} plan={plan.data} />;
}

function Content({ plan }: { plan: TouchpointPlan }) {
  const { t } = useTranslation("design/plans");
  const mayLog = useMay("record_signals");
  const [logged, setLogged] = useState<Delivery | null>(null);
  const { touchpoint, live } = plan;
  const title = t("deliver.title", { label: touchpoint.label });
  if (!live || !mayLog) {
    return (
      <>
        <PageHeader title={title} above={<Crumbs plan={plan} here={t("page.deliver")} />} />
        <EmptyState
          title={t(mayLog ? "deliver.noPlan" : "deliver.mayNot")}
          action={
            <LinkButton to="/touchpoints/$key/plan" params={{ key: touchpoint.key }} look="go">
              {t("deliver.toPlan")}
            </LinkButton>
          }
        >
          {t(mayLog ? "deliver.noPlanWhy" : "deliver.mayNotWhy")}
        </EmptyState>
      </>
    );
  }
  if (logged) return <DeliveryLogged plan={plan} delivery={logged} onAgain={() => setLogged(null)} />;
  return (
    <>
      <PageHeader
        title={title}
        name={t("deliver.name", { label: touchpoint.label })}
        above={<Crumbs plan={plan} here={t("page.deliver")} />}
      >
        {live.document.purpose}
      </PageHeader>
      <LogForm plan={plan} live={live} onLogged={setLogged} />
    </>
  );
}

type FormProps = {
  plan: TouchpointPlan;
  live: NonNullable<TouchpointPlan["live"]>;
  onLogged: (delivery: Delivery) => void;
};

function LogForm({ plan, live, onLogged }: FormProps) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const [noted, change, forget] = useNoted(plan.touchpoint.id);
  const [tried, setTried] = useState(false);
  const record = useRecordDelivery(plan.touchpoint.id);
  const before = useDeliveries(plan.touchpoint.id, 100).data?.pages.flatMap(({ items }) => items) ?? [];
  const clients = clientsOf(before);
  const { client } = useClientMeant(noted, clients);
  const [more, setMore] = useState("");
  const tally = tallyOf(noted);
  const send = () => {
    setTried(true);
    if (!client) {
      document.getElementById("deliver-client")?.focus();
      return;
    }
    record.mutate(formOf(noted, client, new Date()), {
      onSuccess: (delivery) => {
        forget();
        onLogged(delivery);
        window.scrollTo({ top: 0 });
      },
    });
  };
  const addOther = () => {
    if (more.trim() === "") return;
    change({ others: [...noted.others, { words: more.trim(), recovered: false }] });
    setMore("");
  };
  const summary = [
    tally.checked > 0 ? t("deliver.kept", { met: format.count(tally.kept), n: format.count(tally.checked) }) : null,
    tally.wrong > 0 ? t("deliver.wrongCount", { count: tally.wrong, n: format.count(tally.wrong) }) : null,
  ].filter((part) => part !== null);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <section className={styles.card} aria-label={t("deliver.who")}>
        <ClientField
          met={clients}
          noted={noted}
          onChange={change}
          error={tried && !client ? t("deliver.needClient") : undefined}
        />
        <When value={noted.when} onChange={(when) => change({ when })} />
      </section>

      <Checklist standards={live.document.standards} met={noted.met} onChange={(met) => change({ met })} />

      <section className={styles.card} aria-labelledby="deliver-wrong">
        <h2 id="deliver-wrong">{t("deliver.wrong")}</h2>
        <ul className={styles.wrong}>
          {live.document.failures.map((failure) => {
            const happened = failure.id in noted.failures;
            return (
              <li key={failure.id} data-on={happened || undefined}>
                <button
                  type="button"
                  aria-pressed={happened}
                  className={styles.toggle}
                  onClick={() => {
                    const { [failure.id]: _, ...rest } = noted.failures;
                    change({ failures: happened ? rest : { ...noted.failures, [failure.id]: false } });
                  }}
                >
                  {failure.words}
                </button>
                {happened && (
                  <div className={styles.recovery}>
                    <p>{failure.recovery}</p>
                    <Switch
                      isSelected={noted.failures[failure.id] ?? false}
                      onChange={(recovered) => change({ failures: { ...noted.failures, [failure.id]: recovered } })}
                    >
                      {t("deliver.recovered")}
                    </Switch>
                  </div>
                )}
              </li>
            );
          })}
          {noted.others.map((other, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: own words may be the same twice
            <li key={at} data-on="">
              <button
                type="button"
                aria-pressed="true"
                className={styles.toggle}
                onClick={() => change({ others: noted.others.toSpliced(at, 1) })}
              >
                {other.words}
              </button>
              <div className={styles.recovery}>
                <Switch
                  isSelected={other.recovered}
                  onChange={(recovered) =>
                    change({
                      others: noted.others.map((each, place) => (place === at ? { ...each, recovered } : each)),
                    })
                  }
                >
                  {t("deliver.recovered")}
                </Switch>
              </div>
            </li>
          ))}
        </ul>
        <TextField
          label={t("deliver.other")}
          value={more}
          onChange={setMore}
          maxLength={200}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            addOther();
          }}
          onBlur={addOther}
          action={<Button onPress={addOther}>{t("deliver.otherAdd")}</Button>}
        />
      </section>

      <section className={styles.card}>
        <ScorePicker
          label={t("deliver.score")}
          hint={t("deliver.scoreHint")}
          value={noted.score}
          onChange={(score) => change({ score })}
        />
        <TextField
          label={t("deliver.note")}
          lines={3}
          value={noted.note}
          onChange={(note) => change({ note })}
          maxLength={2000}
        />
      </section>

      <div className={styles.send}>
        <ErrorLine error={record.error} />
        {record.isError && <p className="soft">{t("deliver.keptHere")}</p>}
        <div>
          <p aria-live="polite">{summary.length > 0 ? summary.join(", ") : t("deliver.nothing")}</p>
          <Button type="submit" look="go" pending={record.isPending}>
            {t("deliver.do")}
          </Button>
        </div>
      </div>
      <p className={styles.foot}>
        {t("deliver.under", { version: live.version })}{" "}
        <Link to="/touchpoints/$key/plan" params={{ key: plan.touchpoint.key }}>
          {t("deliver.readPlan")}
        </Link>
      </p>
    </form>
  );
}

/** Now, unless somebody says otherwise. */
function When({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("design/plans");
  const local = (date: Date) => {
    const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
    return shifted.toISOString().slice(0, 16);
  };
  return value === "" ? (
    <p className={styles.when}>
      <span>
        <b>{t("deliver.when")}</b> {t("deliver.now")}
      </span>
      <Button look="quiet" size="s" onPress={() => onChange(local(new Date()))}>
        {t("deliver.earlier")}
      </Button>
    </p>
  ) : (
    <TextField
      label={t("deliver.when")}
      type="datetime-local"
      value={value}
      onChange={onChange}
      action={<Button onPress={() => onChange("")}>{t("deliver.now")}</Button>}
    />
  );
}

/** What is being noted stays on this device until the server has it: a phone loses its connection in every lift. */
function useNoted(touchpoint: string): [Noted, (part: Partial<Noted>) => void, () => void] {
  const { organization, person } = useMe();
  const name = `touchstone.delivery.${organization.id}.${person.id}.${touchpoint}`;
  const [noted, setNoted] = useState<Noted>(() => read(name) ?? startNote(newItemId()));
  useEffect(() => {
    try {
      if (noted.client === "" && Object.keys(noted.met).length === 0 && noted.note === "")
        localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(noted));
    } catch {
      // Storage may be forbidden; the note then lasts as long as the page.
    }
  }, [name, noted]);
  const forget = () => {
    setNoted(startNote(newItemId()));
    try {
      localStorage.removeItem(name);
    } catch {
      // See above.
    }
  };
  return [noted, (part) => setNoted((before) => ({ ...before, ...part })), forget];
}

function read(name: string): Noted | null {
  try {
    const text = localStorage.getItem(name);
    return text === null ? null : { ...startNote(newItemId()), ...(JSON.parse(text) as Partial<Noted>) };
  } catch {
    return null;
  }
}
