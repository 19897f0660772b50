import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Sign } from "../../../ui/Sign";
import { TextField } from "../../../ui/TextField";
import { defectsOf } from "./Deliveries";
import styles from "./deliver.module.css";
import { standingOf } from "./Felt";
import { Crumbs } from "./PlanPage";
import { type Delivery, type TouchpointPlan, useRecordFelt, useScoreDelivery } from "./queries";
import { ScorePicker, scoreWords } from "./ScorePicker";

type Props = { plan: TouchpointPlan; delivery: Delivery; onAgain: () => void };

/** It is logged: what was noted, and now what the client felt, if that is known. */
export function DeliveryLogged({ plan, delivery, onAgain }: Props) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const [now, setNow] = useState(delivery);
  const { key, label } = plan.touchpoint;
  const client = now.client.name ?? now.client.key;
  const wrong = defectsOf(now);
  const title =
    wrong.length === 0
      ? t("logged.perfect", { client })
      : t("logged.defects", { client, count: wrong.length, n: format.count(wrong.length) });
  return (
    <>
      <PageHeader
        title={title}
        name={t("deliver.name", { label })}
        above={<Crumbs plan={plan} here={t("page.deliver")} />}
      >
        {wrong.length === 0 ? t("logged.perfectLede") : wrong.join(", ")}
      </PageHeader>
      <div className={styles.form}>
        <section className={styles.card} aria-live="polite">
          <h2>{t("logged.felt", { client })}</h2>
          {now.self_score !== null && (
            <p className={styles.own}>
              {t("logged.own", { score: format.signed(now.self_score, 0), words: scoreWords(t, now.self_score) })}
            </p>
          )}
          <Reveal delivery={now} client={client} onChange={setNow} />
        </section>
        <div className={styles.acts}>
          <LinkButton to="/touchpoints/$key/plan" params={{ key }}>
            {t("logged.toPlan")}
          </LinkButton>
          <Button look="go" onPress={onAgain}>
            {t("logged.again")}
          </Button>
        </div>
      </div>
    </>
  );
}

type RevealProps = { delivery: Delivery; client: string; onChange: (delivery: Delivery) => void };

function Reveal({ delivery, client, onChange }: RevealProps) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const score = useScoreDelivery(delivery.id);
  const [asking, setAsking] = useState(false);
  const perception = delivery.felt?.perception ?? null;
  if (delivery.self_score === null) {
    return (
      <>
        <p>{delivery.felt_waits ? t("logged.waits", { client }) : t("logged.scoreFirst", { client })}</p>
        <ScorePicker
          label={t("deliver.score")}
          value={null}
          onChange={(value) => score.mutate(value, { onSuccess: onChange })}
        />
        <ErrorLine error={score.error} />
      </>
    );
  }
  if (perception !== null) {
    const gap = delivery.self_score - perception;
    return (
      <>
        <p
          className={`${styles.reveal} ${standingOf(perception) === "satisfied" ? "ok" : standingOf(perception) === "loyal" ? "loyal" : "short"}`}
        >
          <Sign standing={standingOf(perception)} size={18} />
          {t("logged.theirs", { score: format.signed(perception, 0), words: scoreWords(t, perception) })}
        </p>
        {delivery.felt?.words && (
          <blockquote className={styles.quote}>{t("logged.quote", { words: delivery.felt.words })}</blockquote>
        )}
        <p className="soft">
          {gap === 0
            ? t("logged.same")
            : gap > 0
              ? t("logged.better", { count: gap, n: format.count(gap) })
              : t("logged.worse", { count: -gap, n: format.count(-gap) })}
        </p>
      </>
    );
  }
  return asking ? (
    <Said delivery={delivery} client={client} onSaid={onChange} />
  ) : (
    <>
      <p>{t("logged.nobodyAsked", { client })}</p>
      <Button size="s" onPress={() => setAsking(true)}>
        {t("logged.theySaid", { client })}
      </Button>
    </>
  );
}

/** What the client said about it on the spot; it can be corrected later, never before one's own view. */
function Said({
  delivery,
  client,
  onSaid,
}: {
  delivery: Delivery;
  client: string;
  onSaid: (delivery: Delivery) => void;
}) {
  const { t } = useTranslation("design/plans");
  const felt = useRecordFelt(delivery.touch);
  const [score, setScore] = useState<number | null>(null);
  const [words, setWords] = useState("");
  return (
    <form
      className={styles.said}
      onSubmit={(event) => {
        event.preventDefault();
        if (score === null) return;
        felt.mutate(
          { perception: score, ...(words.trim() === "" ? {} : { words: words.trim() }) },
          { onSuccess: (answer) => onSaid({ ...delivery, felt: answer.felt, felt_waits: false }) },
        );
      }}
    >
      <ScorePicker label={t("logged.saidScore", { client })} value={score} onChange={setScore} />
      <TextField label={t("logged.saidWords")} lines={2} value={words} onChange={setWords} maxLength={2000} />
      <ErrorLine error={felt.error} />
      <Button type="submit" look="go" pending={felt.isPending} isDisabled={score === null}>
        {t("logged.saidDo")}
      </Button>
    </form>
  );
}
